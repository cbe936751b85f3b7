import { printable } from "../text/printable.ts";
import type { Session } from "../trace/session.ts";
import type { BlamedPlace } from "./blame.ts";
import { type FactRow, FactTable, type ProvenFact, textOf } from "./fact-table.ts";
import { isOfAgent } from "./spans.ts";

/** How well what the agent states at one place is grounded, with all that it rests on. */
export type ConfidencePoint = {
  readonly at: BlamedPlace;
  /** In [0, 1]: 1 where all of its facts lead back to the user, the policy or a tool that was asked rightly. */
  readonly confidence: number;
  /** What stands there, in one line. Untrusted text. */
  readonly what: string;
};

export type ConfidenceCurve = {
  /** The places where the agent states a number, date, id, amount or address, in the order of the story. */
  readonly points: readonly ConfidencePoint[];
  /** Where it first drops, and what after it rests on that. */
  readonly drop?: ConfidencePoint & {
    /** The lowest confidence before it; 1 at the first place. */
    readonly from: number;
    readonly dependents: readonly BlamedPlace[];
  };
  /** A tool whose answer was not captured: what then lacks support may stand there, and no drop is told. */
  readonly uncaptured?: string;
};

/** A smaller fall is one odd number in a long text. */
const leastDrop = 0.2;
const counted = new Set(["number", "date", "id", "amount", "url"]);

/**
 * The groundedness of each step along the way of its facts: a fact of a tool is worth what the call was worth that
 * brought it, so that one invented argument lowers all that is read from its answer.
 */
export function confidenceCurve(session: Session): ConfidenceCurve {
  const table = new FactTable(session);
  const ofCall = new Map<string, number>();
  const points: (ConfidencePoint & { readonly row: FactRow })[] = [];
  for (const row of table.rows) {
    if (!isOfAgent(row)) continue;
    const facts = row.facts.filter(({ kind }) => counted.has(kind));
    if (facts.length === 0) continue;
    const worth = facts.map((fact) => worthOf(fact, table, ofCall));
    const confidence = worth.reduce((sum, one) => sum + one, 0) / worth.length;
    if (row.role === "argument") ofCall.set(nameOf(row.at), confidence);
    points.push({ at: row.at, confidence, what: describeRow(row), row });
  }
  const shown = points.map(({ at, confidence, what }) => ({ at, confidence, what }));
  if (table.uncaptured !== undefined) return { points: shown, uncaptured: table.uncaptured };
  let from = 1;
  for (const [index, point] of points.entries()) {
    if (point.confidence <= from - leastDrop) {
      const { row, ...drop } = point;
      const dependents = dependentsOf(row, points.slice(index + 1), table);
      return { points: shown, drop: { ...drop, from, dependents } };
    }
    from = Math.min(from, point.confidence);
  }
  return { points: shown };
}

function worthOf(
  { support, from }: ProvenFact,
  { rows }: FactTable,
  ofCall: ReadonlyMap<string, number>,
): number {
  if (support === "unsupported") return 0;
  const source = from === undefined ? undefined : rows[from];
  return source?.role === "tool-result" ? (ofCall.get(nameOf(source.at)) ?? 1) : 1;
}

/** The later places that repeat a fact which nothing supports, or rest on the answer to a call with one. */
function dependentsOf(
  drop: FactRow,
  later: readonly { readonly row: FactRow }[],
  table: FactTable,
): readonly BlamedPlace[] {
  const invented = drop.facts.filter(
    ({ support, kind }) => support === "unsupported" && counted.has(kind),
  );
  const places = new Set([nameOf(drop.at)]);
  return later.flatMap(({ row }) => {
    if (nameOf(row.at) === nameOf(drop.at)) return [];
    const isRepeat = invented.some((fact) => table.states(row.number, fact));
    const isOfAnswer = row.facts.some(({ support, from }) => {
      const source = from === undefined ? undefined : table.rows[from];
      return support === "tool-result" && source !== undefined && places.has(nameOf(source.at));
    });
    if (!isRepeat && !isOfAnswer) return [];
    places.add(nameOf(row.at));
    return [row.at];
  });
}

function nameOf({ turn, step }: BlamedPlace): string {
  return `${turn}.${step ?? ""}`;
}

function describeRow(row: FactRow): string {
  const text = textOf(row.value);
  return printable(row.role === "argument" ? `${row.tool} ${text}` : `“${text}”`, 120);
}
