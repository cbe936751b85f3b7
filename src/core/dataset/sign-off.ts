import { createHash } from "node:crypto";
import { canonicalJson } from "../trace/canonical-json.ts";
import type { CaseStatus, SignOff } from "./case-file.ts";
import type { Case } from "./dataset.ts";

/**
 * What an expert signs: the digest of a case with the session and cassette that it is played from, and of the evaluators
 * that it names. Title, provenance, status, number of runs and sign-off are no part of it.
 *
 * `undefined` where an evaluator that the case names is not there: nobody can sign what cannot be read.
 */
export function signOffDigest(
  { digest, expectations }: Pick<Case, "digest" | "expectations">,
  evaluators: ReadonlyMap<string, { readonly digest: string }>,
): string | undefined {
  const refs = [...new Set(expectations.map(({ evaluator }) => evaluator))];
  const named = refs.map((ref) => [ref, evaluators.get(ref)?.digest] as const);
  if (named.some(([, of]) => of === undefined)) return undefined;
  return digestOf({ case: digest, evaluators: Object.fromEntries(named) });
}

/** What an expert signs who lets a case go: the case as it was, and what becomes of it. */
function withdrawalDigest(was: SignableCase, to: CaseStatus | "removed"): string {
  return digestOf({ withdrawn: was.id, was: was.digest ?? "unreadable", to });
}

/** One case at one commit, as far as signing goes. */
export type SignableCase = {
  readonly id: string;
  /** Path of its file, relative to the project root. */
  readonly file: string;
  readonly status: CaseStatus;
  /** What is signed; absent where the case or something that it names cannot be read. */
  readonly digest?: string;
  readonly claim?: SignOff;
};

/** One thing in a change that an expert has to sign. */
export type DueSignOff = {
  readonly caseId: string;
  /** Path of its file, relative to the project root; of the one that was removed, where it was. */
  readonly file: string;
  /** `withdrawn`: it guarded, and is removed or no longer gates. `returned`: it gates or is shown again, unsigned. */
  readonly kind: "added" | "changed" | "returned" | "withdrawn";
  /** As it is now; absent where it was removed. */
  readonly status?: CaseStatus;
  /** Absent where it cannot be read, and so cannot be signed. */
  readonly digest?: string;
  /** The `signOff` in the file; a claim, whoever wrote it. */
  readonly claim?: SignOff;
};

/**
 * What experts have to sign before a change is merged: each case that is new or asks something else, each that stops
 * guarding, and each that comes back into use without a sign-off of its present content.
 *
 * A case that only got another name needs nothing: who signed it saw all of it. Sorted by id; empty where nothing is due.
 */
export function dueSignOffs(
  before: readonly SignableCase[],
  now: readonly SignableCase[],
): readonly DueSignOff[] {
  const was = new Map(before.map((one) => [one.id, one]));
  const is = new Map(now.map((one) => [one.id, one]));
  const gone = before.filter(({ id }) => !is.has(id));
  const due = now.flatMap((one): readonly DueSignOff[] => {
    const old = was.get(one.id) ?? takeSame(gone, one);
    const kind = kindOf(old, one);
    if (kind === undefined) return [];
    if (kind === "withdrawn" && old !== undefined)
      return [{ caseId: one.id, file: one.file, kind, digest: withdrawalDigest(old, one.status) }];
    const { id, file, status, digest, claim } = one;
    return [
      {
        caseId: id,
        file,
        kind,
        status,
        ...(digest !== undefined && { digest }),
        ...(claim !== undefined && { claim }),
      },
    ];
  });
  const removed = gone
    .filter(({ status }) => needsSignOff(status))
    .map((old): DueSignOff => {
      const { id: caseId, file } = old;
      return { caseId, file, kind: "withdrawn", digest: withdrawalDigest(old, "removed") };
    });
  return [...due, ...removed].toSorted((a, b) => (a.caseId < b.caseId ? -1 : 1));
}

function kindOf(old: SignableCase | undefined, now: SignableCase): DueSignOff["kind"] | undefined {
  if (old === undefined) return "added";
  if (now.digest === undefined || old.digest !== now.digest) return "changed";
  if (old.status === "guarding" && now.status !== "guarding") return "withdrawn";
  if (!needsSignOff(old.status) && needsSignOff(now.status) && old.claim?.digest !== now.digest)
    return "returned";
  return undefined;
}

/** Takes the removed case that has the same content out of the list: it was renamed. */
function takeSame(gone: SignableCase[], one: SignableCase): SignableCase | undefined {
  const place = gone.findIndex(({ digest }) => digest !== undefined && digest === one.digest);
  return place < 0 ? undefined : gone.splice(place, 1)[0];
}

/**
 * Whether a case of this status needs an expert's word. What a proposed one becomes is decided when it becomes it; what never
 * gates needs nobody's.
 */
export function needsSignOff(status: CaseStatus): boolean {
  return status === "guarding" || status === "open";
}

function digestOf(value: object): string {
  return `sha256:${createHash("sha256").update(canonicalJson(value)).digest("hex")}`;
}
