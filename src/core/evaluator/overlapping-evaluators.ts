import type { Evaluator } from "./evaluator.ts";
import type { Verdict } from "./verdict.ts";

/** Two evaluators of different dimensions that measure one thing: dimensions are meant to be orthogonal. */
export type Overlap = {
  readonly evaluators: readonly [string, string];
  readonly dimensions: readonly [string, string];
  readonly why:
    | { readonly kind: "same-question" }
    /** Pearson's correlation of two pass/fail answers (phi), in (0.9, 1], over this many runs. */
    | { readonly kind: "correlated"; readonly phi: number; readonly runs: number };
};

/** Above it two evaluators of different dimensions are reported. */
const highestPhi = 0.9;
/** Fewer runs than this say nothing about a correlation. */
const leastRuns = 20;

/** Pairs on different dimensions that ask the same: checks with the same parameters, judges with the same words. */
export function sameQuestions(evaluators: Iterable<Evaluator>): readonly Overlap[] {
  return pairsOf([...evaluators])
    .filter(([a, b]) => a.dimension !== b.dimension && questionOf(a) === questionOf(b))
    .map(([a, b]) => ({
      evaluators: [a.ref, b.ref],
      dimensions: [a.dimension, b.dimension],
      why: { kind: "same-question" },
    }));
}

function questionOf(evaluator: Evaluator): string {
  if (evaluator.kind === "check") return evaluator.digest;
  return [evaluator.question, evaluator.pass, evaluator.fail]
    .map((text) =>
      text
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
        .trim(),
    )
    .join("\n");
}

type Cells = { bothPass: number; onlyA: number; onlyB: number; bothFail: number };

/** Counts, run by run, how two evaluators of different dimensions answer together; its memory does not grow with runs. */
export class CorrelationFold {
  readonly #pairs = new Map<
    string,
    { readonly pair: readonly [Verdict, Verdict]; readonly cells: Cells }
  >();

  /** Takes the verdicts on one run; unscored ones say nothing. */
  add(verdicts: readonly Verdict[]): void {
    const scored = verdicts.filter(({ result }) => result !== "unscored");
    for (const pair of pairsOf(scored)) {
      const [a, b] = pair[0].evaluator < pair[1].evaluator ? pair : [pair[1], pair[0]];
      if (a.dimension === b.dimension || a.evaluator === b.evaluator) continue;
      const key = `${a.evaluator} ${a.dimension} ${b.evaluator} ${b.dimension}`;
      let entry = this.#pairs.get(key);
      if (entry === undefined) {
        entry = { pair: [a, b], cells: { bothPass: 0, onlyA: 0, onlyB: 0, bothFail: 0 } };
        this.#pairs.set(key, entry);
      }
      entry.cells[cellOf(a, b)] += 1;
    }
  }

  /** The pairs that are correlated beyond .9 over at least 20 runs, the strongest first. */
  overlaps(): readonly Overlap[] {
    return [...this.#pairs.values()]
      .flatMap(({ pair: [a, b], cells }) => {
        const runs = cells.bothPass + cells.onlyA + cells.onlyB + cells.bothFail;
        const phi = phiOf(cells);
        if (runs < leastRuns || phi === undefined || phi <= highestPhi) return [];
        return [
          {
            evaluators: [a.evaluator, b.evaluator] as const,
            dimensions: [a.dimension, b.dimension] as const,
            why: { kind: "correlated" as const, phi, runs },
          },
        ];
      })
      .toSorted((a, b) => b.why.phi - a.why.phi);
  }
}

function cellOf(a: Verdict, b: Verdict): keyof Cells {
  if (a.result === "pass") return b.result === "pass" ? "bothPass" : "onlyA";
  return b.result === "pass" ? "onlyB" : "bothFail";
}

/** The phi coefficient of a two-by-two table; `undefined` where one side never varies. */
function phiOf({ bothPass, onlyA, onlyB, bothFail }: Cells): number | undefined {
  const spread = (bothPass + onlyA) * (onlyB + bothFail) * (bothPass + onlyB) * (onlyA + bothFail);
  if (spread === 0) return undefined;
  return (bothPass * bothFail - onlyA * onlyB) / Math.sqrt(spread);
}

function pairsOf<T>(all: readonly T[]): readonly (readonly [T, T])[] {
  return all.flatMap((a, index) => all.slice(index + 1).map((b) => [a, b] as const));
}
