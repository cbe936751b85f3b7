import { createHash } from "node:crypto";
import { canonicalJson } from "../trace/canonical-json.ts";
import type { JsonValue } from "../trace/json.ts";
import type { Expectation } from "./case-file.ts";
import { isRun } from "./case-file.ts";
import type { Case, CaseUser } from "./dataset.ts";

/** `sha256:` and 64 hex digits of a value's canonical JSON: the same for every order of keys and every formatting. */
function digestJson(value: JsonValue | object): string {
  return `sha256:${createHash("sha256").update(canonicalJson(value)).digest("hex")}`;
}

/**
 * The digest of what decides a case's runs: what the user says and what is expected.
 *
 * An expert approves this digest. The id, texts for people, provenance, status, sign-off and the number of
 * runs are left out, so that none of them voids an approval.
 */
export function digestCase(user: CaseUser, expectations: readonly Expectation[]): string {
  return digestJson({ user, expectations });
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
