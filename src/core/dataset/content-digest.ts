import { createHash } from "node:crypto";
import { canonicalJson } from "../trace/canonical-json.ts";
import type { JsonValue } from "../trace/json.ts";
import type { Expectation } from "./case-file.ts";
import { isRun } from "./case-file.ts";
import type { Case, CaseUser } from "./dataset.ts";
import type { Fault } from "./faults-field.ts";
import type { ToolRules } from "./tools-field.ts";

/** `sha256:` and 64 hex digits of a value's canonical JSON: the same for every order of keys and every formatting. */
function digestJson(value: JsonValue | object): string {
  return `sha256:${createHash("sha256").update(canonicalJson(value)).digest("hex")}`;
}

/** What decides a case's runs. Absent parts leave a digest as it was before there were such parts. */
export type CaseContent = {
  readonly user: CaseUser;
  /** What the case's own file says of its tools, and the digest of the session that answers them. */
  readonly tools?: ToolRules & { readonly session: string };
  /** Digest of the cassette that plays the model. */
  readonly model?: string;
  readonly faults?: readonly Fault[];
  /** Digest of the session that judges compare with. */
  readonly reference?: string;
  readonly expectations: readonly Expectation[];
};

/**
 * The digest of what decides a case's runs: what the user says, what tools and model answer, what fails and what is expected.
 *
 * An expert approves this digest. The id, texts for people, provenance, status, sign-off and the number of
 * runs are left out, so that none of them voids an approval.
 */
export function digestCase(content: CaseContent): string {
  return digestJson(content);
}

/** The digest of what is run: id and digest of every case whose status lets it run. */
export function digestCases(cases: readonly Case[]): string {
  return digestJson(
    cases
      .filter(({ status }) => isRun(status))
      .map(({ id, digest }) => `${id} ${digest}`)
      .toSorted(),
  );
}
