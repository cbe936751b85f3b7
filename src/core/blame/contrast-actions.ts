import { printable } from "../text/printable.ts";
import { describeCall, describeStep } from "../trace/describe-step.ts";
import type { JsonValue } from "../trace/json.ts";
import type { Session } from "../trace/session.ts";
import type { BlamedPlace, BlameKind, BlameTier } from "./blame.ts";
import { leavesWithKeys } from "./stated-facts.ts";
import { actionsOf, isInertTool, type ToolAction } from "./tool-actions.ts";
import type { WeighedSuspicion } from "./weighed-suspicion.ts";

/** Runs that are known to be right: one reference, or passing runs of the same case. */
export type RightRuns = {
  readonly kind: "reference" | "siblings";
  readonly sessions: readonly Session[];
};

/**
 * What a session did otherwise than runs that are right: the earliest writing call that none of them made, the writing
 * calls that all of them made and it did not, and the earliest call of any kind that none of them made.
 *
 * Without a right run nothing is otherwise.
 */
export function contrastActions(session: Session, right: RightRuns): readonly WeighedSuspicion[] {
  if (right.sessions.length === 0) return [];
  const runs = right.sessions.map(actionsOf);
  const mine = actionsOf(session);
  const known = new Set(runs.flatMap((run) => run.map(({ key }) => key)));
  const all = runs.flat();
  const stray = mine.filter(({ key, step }) => !known.has(key) && !isInertTool(step.name));
  const write = stray.find(({ isWrite }) => isWrite);
  const any = stray.find((action) => action !== write && mayBeWrong(action, write));
  const missing = write === undefined ? missingWrites(mine, runs) : [];
  return [
    ...(write === undefined
      ? []
      : [suspicionOf(write, all, { right, tier: "reference-diff", weight: 0.8 })]),
    ...missing.slice(0, 1).map((action) => suspectMissing(session, action, { mine, right })),
    ...(any === undefined
      ? []
      : [suspicionOf(any, all, { right, tier: "suspected", weight: 0.6 })]),
  ];
}

/** A reading call after the wrong write is its consequence at most. */
function mayBeWrong({ ref }: ToolAction, write: ToolAction | undefined): boolean {
  if (write === undefined) return true;
  return ref.turn < write.ref.turn || (ref.turn === write.ref.turn && ref.step < write.ref.step);
}

/** The writes that every right run made and this one did not, by their first place in the first run. */
function missingWrites(
  mine: readonly ToolAction[],
  runs: readonly (readonly ToolAction[])[],
): readonly ToolAction[] {
  const made = new Set(mine.map(({ key }) => key));
  const [first = [], ...others] = runs;
  return first.filter(
    ({ key, isWrite }) =>
      isWrite && !made.has(key) && others.every((run) => run.some((one) => one.key === key)),
  );
}

function suspectMissing(
  session: Session,
  { step }: ToolAction,
  { mine, right: { kind } }: { readonly mine: readonly ToolAction[]; readonly right: RightRuns },
): WeighedSuspicion {
  const at = lastPlace(session);
  const alike = mine.filter((one) => one.step.name === step.name);
  const why =
    alike.length === 0
      ? `It ended without \`${step.name}\`, which ${who(kind)} called.`
      : `It ended without the call of \`${step.name}\` ${nearestCall(step.arguments ?? null, alike).text} that ${who(kind)} made.`;
  const last = at.step === undefined ? undefined : session.turns[at.turn - 1]?.steps[at.step - 1];
  return {
    at,
    kind: "missing-write",
    tier: "reference-diff",
    weight: 0.7,
    what: last === undefined ? "the session ended" : describeStep(last),
    why,
    evidence: [{ what: describeCall(step) }],
  };
}

/** The last step before the session ended. */
function lastPlace({ turns }: Session): BlamedPlace {
  const turn = turns.findLastIndex(({ steps }) => steps.length > 0) + 1;
  const steps = turns[turn - 1]?.steps.length ?? 0;
  return turn === 0 ? { turn: Math.max(1, turns.length) } : { turn, step: steps };
}

function suspicionOf(
  { ref, step, isWrite }: ToolAction,
  right: readonly ToolAction[],
  { right: { kind }, tier, weight }: { right: RightRuns; tier: BlameTier; weight: number },
): WeighedSuspicion {
  const alike = right.filter((one) => one.step.name === step.name);
  const base = { at: ref, tier, weight, what: describeStep(step) };
  const evidence = [{ at: ref, what: describeCall(step) }];
  if (alike.length === 0) {
    const blamed: BlameKind = isWrite ? "unexpected-write" : "wrong-tool";
    const why = `${who(kind, "No")} called \`${step.name}\`.`;
    return { ...base, kind: blamed, why, evidence };
  }
  const { text, nearest } = nearestCall(step.arguments ?? null, alike);
  return {
    ...base,
    kind: "wrong-argument",
    why: `\`${step.name}\` was called ${text}, as ${who(kind, "no")} did.`,
    evidence: [...evidence, { what: `of a run that is right: ${describeCall(nearest.step)}` }],
  };
}

function who(kind: RightRuns["kind"], negated?: "No" | "no"): string {
  if (negated === undefined) return kind === "reference" ? "the reference" : "every passing run";
  if (kind === "siblings") return `${negated} passing run`;
  return negated === "No" ? "The reference never" : "the reference never";
}

/** The right call that differs in the fewest arguments, and the first of them that differs. */
function nearestCall(
  given: JsonValue,
  [first, ...others]: readonly ToolAction[],
): { readonly text: string; readonly nearest: ToolAction } {
  if (first === undefined) throw new RangeError("There is no call to compare with.");
  let nearest = first;
  let least = differences(given, first);
  for (const other of others) {
    const found = differences(given, other);
    if (found.length < least.length) [nearest, least] = [other, found];
  }
  return { text: least[0] ?? "in another way", nearest };
}

/** What one call has and the other has not, as words that follow “was called”; what it has itself comes first. */
function differences(given: JsonValue, { step }: ToolAction): readonly string[] {
  const own = leavesWithKeys(given);
  const theirs = leavesWithKeys(step.arguments ?? null);
  const there = new Map(theirs.map(({ path, value }) => [path, value]));
  const here = new Set(own.map(({ path }) => path));
  return [
    ...own
      .filter(({ path, value }) => there.get(path) !== value)
      .map(({ path, value }) => `with ${printable(path, 60)} “${printable(String(value), 60)}”`),
    ...theirs
      .filter(({ path }) => !here.has(path))
      .map(({ path }) => `without ${printable(path, 60)}`),
  ];
}
