import { asLogin } from "./as-login.ts";
import type { SignOff } from "./case-file.ts";
import type { Dataset } from "./dataset.ts";
import { needsSignOff, signOffDigest } from "./sign-off.ts";

/** A case that no expert has signed as it is. */
export type UnsignedCase = {
  readonly id: string;
  /** Path of its file. */
  readonly file: string;
  /** A clause for people, such as `it has no sign-off`. Quotes logins, which hold letters, digits, dashes and slashes only. */
  readonly reason: string;
  /** What an expert would have to sign. */
  readonly digest: string;
};

/**
 * The open and guarding cases that a version may not hold yet: each that is new, asks something else than before, or was
 * of another status before needs the sign-off of an expert at its digest, which covers the evaluators too.
 *
 * Experts are those of the version before, so that nobody makes themselves one with the case that they sign; those of now
 * where there is no version. Teams cannot be resolved without asking GitHub: only logins count.
 */
export function unsignedCases(
  before: Pick<Dataset, "cases" | "experts"> | undefined,
  now: Pick<Dataset, "cases" | "experts">,
  evaluators: ReadonlyMap<string, { readonly digest: string }>,
): readonly UnsignedCase[] {
  const experts = (before ?? now).experts;
  const accepted = new Map(
    (before?.cases ?? []).flatMap(({ id, status, digest }) =>
      needsSignOff(status) ? [[id, digest] as const] : [],
    ),
  );
  return now.cases
    .filter(({ id, status, digest }) => needsSignOff(status) && accepted.get(id) !== digest)
    .flatMap(({ id, file, signOff, ...one }) => {
      const digest = signOffDigest(one, evaluators);
      if (digest === undefined) throw new Error(`${id} names an evaluator that is not there`);
      const reason = lackOfSignOff({ signOff, digest }, { experts, joined: now.experts });
      return reason === undefined ? [] : [{ id, file, reason, digest }];
    });
}

function lackOfSignOff(
  { signOff, digest }: { readonly signOff: SignOff | undefined; readonly digest: string },
  { experts, joined }: { readonly experts: readonly string[]; readonly joined: readonly string[] },
): string | undefined {
  const logins = experts.filter((name) => !isTeam(name)).map(asLogin);
  if (signOff === undefined) return "it has no sign-off";
  if (signOff.digest !== digest) return `the sign-off of ${signOff.by} is for an older text`;
  if (isTeam(signOff.by)) return `${signOff.by} is a team, and people sign`;
  if (logins.includes(asLogin(signOff.by))) return undefined;
  if (joined.map(asLogin).includes(asLogin(signOff.by)))
    return `${signOff.by} is an expert only since the last version`;
  if (logins.length === 0 && experts.length > 0)
    return `dataset.yaml names only teams as experts, whose members cannot be looked up here: ${signOff.by} must stand there by login`;
  return `${signOff.by} is not among the experts of dataset.yaml`;
}

function isTeam(name: string): boolean {
  return name.includes("/");
}
