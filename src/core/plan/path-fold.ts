import { createHash } from "node:crypto";
import { compareText } from "../text/compare-text.ts";
import type { Session } from "../trace/session.ts";

/** The ways that an agent took through one case, by the names of the tools that it called. */
export type CasePaths = {
  /** Runs that were looked at: completed ones. */
  readonly runs: number;
  /** How many different sequences of tool calls they hold. */
  readonly distinct: number;
  /** Set where there are more than that; so many are kept apart. */
  readonly isAtLeast?: true;
  /** Where the first two of them part; absent for one path, and where they part beyond what is kept of them. */
  readonly parts?: PathsPart;
};

/** The first call that is not the same in all runs. */
export type PathsPart = {
  readonly turn: number;
  /** Its place among the tool calls of the turn, from 1. */
  readonly call: number;
  /** What is called there, the most frequent first, at most three; `undefined` is nothing more in that turn. */
  readonly next: readonly { readonly tool?: string; readonly runs: number }[];
};

/** More paths than these are not told apart. */
const mostPaths = 64;
/** Paths that are the same for so many calls part beyond what anybody follows. */
const mostCalls = 100;
const longestName = 60;
const mostNext = 3;

type Call = { readonly turn: number; readonly tool: string };
type Path = { readonly calls: readonly Call[]; runs: number };

/**
 * Folds the paths of a case's runs.
 *
 * The result does not depend on their order: of too many, those with the smallest digests are kept, and a path that is kept
 * at the end was never left out before, so that its runs are counted whole.
 */
export class PathFold {
  readonly #paths = new Map<string, Path>();
  #runs = 0;
  #isFull = false;

  add(session: Session): void {
    this.#runs += 1;
    const calls = callsOf(session);
    const key = digestOf(calls);
    const known = this.#paths.get(key);
    if (known !== undefined) {
      known.runs += 1;
      return;
    }
    this.#paths.set(key, { calls: calls.slice(0, mostCalls), runs: 1 });
    if (this.#paths.size <= mostPaths) return;
    this.#isFull = true;
    const last = [...this.#paths.keys()].toSorted().at(-1);
    if (last !== undefined) this.#paths.delete(last);
  }

  /** `undefined` where no run was looked at. */
  paths(): CasePaths | undefined {
    if (this.#runs === 0) return undefined;
    const parts = partOf([...this.#paths.values()]);
    return {
      runs: this.#runs,
      distinct: this.#paths.size,
      ...(this.#isFull && { isAtLeast: true }),
      ...(parts && { parts }),
    };
  }
}

function callsOf({ turns }: Session): readonly Call[] {
  return turns.flatMap(({ steps }, at) =>
    steps.flatMap((step) => {
      return step.kind === "tool" ? [{ turn: at + 1, tool: step.name.slice(0, longestName) }] : [];
    }),
  );
}

function digestOf(calls: readonly Call[]): string {
  const text = JSON.stringify(calls.map(({ turn, tool }) => [turn, tool]));
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}

function partOf(paths: readonly Path[]): PathsPart | undefined {
  const [first] = paths;
  if (first === undefined || paths.length < 2) return undefined;
  let at = 0;
  while (at < mostCalls && paths.every(({ calls }) => isSameCall(calls[at], first.calls[at]))) {
    at += 1;
  }
  const turns = paths.flatMap(({ calls }) => calls[at]?.turn ?? []);
  if (turns.length === 0) return undefined;
  const turn = Math.min(...turns);
  const next = new Map<string | undefined, number>();
  for (const { calls, runs } of paths) {
    const call = calls[at];
    const tool = call?.turn === turn ? call.tool : undefined;
    next.set(tool, (next.get(tool) ?? 0) + runs);
  }
  const before = first.calls.slice(0, at).filter((call) => call.turn === turn).length;
  return {
    turn,
    call: before + 1,
    next: [...next]
      .map(([tool, runs]) => ({ ...(tool !== undefined && { tool }), runs }))
      .toSorted((a, b) => b.runs - a.runs || compareText(a.tool ?? "", b.tool ?? ""))
      .slice(0, mostNext),
  };
}

function isSameCall(a: Call | undefined, b: Call | undefined): boolean {
  return a?.turn === b?.turn && a?.tool === b?.tool;
}
