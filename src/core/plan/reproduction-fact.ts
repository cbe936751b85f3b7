import type { Reproduction } from "./reproduction.ts";

/** What the bot has to know of a reproduction, as a hidden line in the comment that tells it. */
export type ReproductionFact = Pick<Reproduction, "caseId" | "standing" | "failed" | "scored"> & {
  /** What an expert signs of the case as it was run. */
  readonly digest: string;
  /** At least seven digits of it. */
  readonly commit: string;
};

const line =
  /^<!-- tracegate:reproduced ([a-z0-9-]{1,60}) (reproduced|not-reproduced|unknown) (\d{1,8})\/(\d{1,8}) ([0-9a-f]{7}) (sha256:[0-9a-f]{64}) -->$/;

/** A reproduction as a hidden line of a comment, which `readReproductionFacts` reads back. */
export function writeReproductionFact(fact: ReproductionFact): string {
  const { caseId, standing, failed, scored, commit, digest } = fact;
  return `<!-- tracegate:reproduced ${caseId} ${standing} ${failed}/${scored} ${commit.slice(0, 7)} ${digest} -->`;
}

/** The facts in the hidden lines of a comment; none in any other text. The caller must know who wrote it. */
export function readReproductionFacts(body: string): readonly ReproductionFact[] {
  return body.split(/\r?\n/).flatMap((text) => {
    const [, caseId = "", said, failed, scored, commit = "", digest = ""] =
      line.exec(text.trimEnd()) ?? [];
    const standing = (["reproduced", "not-reproduced", "unknown"] as const).find(
      (one) => one === said,
    );
    if (standing === undefined) return [];
    return [{ caseId, standing, failed: Number(failed), scored: Number(scored), commit, digest }];
  });
}
