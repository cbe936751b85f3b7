import { asLogin } from "./as-login.ts";
import type { SignOff } from "./case-file.ts";
import type { DueSignOff } from "./sign-off.ts";

/** What one person last said of a change, and what they saw when they said it. */
export type Evidence = {
  readonly kind: "review" | "comment";
  readonly login: string;
  /** ISO 8601. */
  readonly at: string;
  /** Digests by case, as they stood where it was said; empty for somebody who asked for changes. */
  readonly digests: ReadonlyMap<string, string>;
};

export type SignOffRules = {
  /** Logins of all who may sign, members of teams among them, as the base branch names them. */
  readonly experts: readonly string[];
  /** Logins of all who wrote the change. */
  readonly authors: readonly string[];
};

/** How one due sign-off stands. */
export type SignOffStanding = {
  readonly due: DueSignOff;
  readonly state: SignOffState;
};

export type SignOffState =
  | { readonly kind: "signed"; readonly by: string; readonly at: string }
  /** An expert signed it as it is, and the file does not say so yet. */
  | { readonly kind: "unwritten"; readonly by: string; readonly at: string }
  /** An expert signed something else than what stands there now. */
  | { readonly kind: "void"; readonly by: string }
  | { readonly kind: "refused"; readonly by: string; readonly reason: RefusalReason }
  | { readonly kind: "unreadable" }
  | { readonly kind: "unsigned" };

/** Why the word of somebody who signed does not count, or why the file's claim does not. */
export type RefusalReason = "author" | "no-expert" | "not-said";

/**
 * Holds each due sign-off to what people said: signed is what an expert, who did not write the change, has seen and
 * approved exactly as it stands.
 *
 * The claim in a file counts for nothing by itself. What guards no more has no file to claim it in.
 */
export function checkSignOffs(
  due: readonly DueSignOff[],
  evidence: readonly Evidence[],
  rules: SignOffRules,
): readonly SignOffStanding[] {
  return due.map((one) => ({ due: one, state: stateOf(one, evidence, rules) }));
}

/** Whether nothing is left to sign or to write down. */
export function isAllSigned(standings: readonly SignOffStanding[]): boolean {
  return standings.every(({ state }) => state.kind === "signed");
}

/** The line that a signed case should carry. `at` is cut to the day. */
export function signOffOf(digest: string, { by, at }: { by: string; at: string }): SignOff {
  return { by, at: at.slice(0, 10), digest };
}

function stateOf(
  { caseId, digest, claim, kind }: DueSignOff,
  evidence: readonly Evidence[],
  rules: SignOffRules,
): SignOffState {
  if (digest === undefined) return { kind: "unreadable" };
  const words = evidence.filter(({ digests }) => digests.has(caseId));
  const same = words.filter(({ digests }) => digests.get(caseId) === digest);
  const valid = same.filter(({ login }) => refusalOf(login, rules) === undefined);
  const [first] = valid;
  if (first !== undefined) {
    const claimed = valid.find(({ login }) => claim?.digest === digest && isSame(claim.by, login));
    const { login: by, at } = claimed ?? first;
    const isWritten = claimed !== undefined || kind === "withdrawn";
    return { kind: isWritten ? "signed" : "unwritten", by, at };
  }
  const [refused] = same;
  if (refused !== undefined) {
    const reason = refusalOf(refused.login, rules) ?? "no-expert";
    return { kind: "refused", by: refused.login, reason };
  }
  const older = words.find(({ login }) => refusalOf(login, rules) === undefined);
  if (older !== undefined) return { kind: "void", by: older.login };
  if (claim?.digest === digest) {
    const reason = refusalOf(claim.by, rules) ?? "not-said";
    return { kind: "refused", by: claim.by, reason };
  }
  return claim === undefined ? { kind: "unsigned" } : { kind: "void", by: claim.by };
}

function refusalOf(login: string, { experts, authors }: SignOffRules): RefusalReason | undefined {
  if (!experts.some((one) => isSame(one, login))) return "no-expert";
  return authors.some((one) => isSame(one, login)) ? "author" : undefined;
}

/** GitHub's logins do not tell upper from lower case. */
function isSame(one: string, other: string): boolean {
  return asLogin(one) === asLogin(other);
}
