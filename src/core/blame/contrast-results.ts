import { printable } from "../text/printable.ts";
import { canonicalJson } from "../trace/canonical-json.ts";
import { describeCall, describeStep } from "../trace/describe-step.ts";
import type { Session } from "../trace/session.ts";
import type { FactTable } from "./fact-table.ts";
import { orderOf } from "./spans.ts";
import { factsOfValue, leavesWithKeys, type StatedFact } from "./stated-facts.ts";
import { actionsOf, type ToolAction } from "./tool-actions.ts";
import type { WeighedSuspicion } from "./weighed-suspicion.ts";

/** The session that is looked at, its facts, and the facts that its evaluators point at. */
export type Suspect = {
  readonly session: Session;
  readonly table: FactTable;
  /** Whether an evaluator's evidence states the fact. */
  readonly isSeen: (fact: StatedFact) => boolean;
};

/**
 * Tool results that differ from those that the same call brought in a run that is known to be right, where the agent
 * used what differs: the tool answered wrongly.
 *
 * The same call is one of the same tool with the same arguments, the same time that it was made. Once the runs have
 * changed the world differently its answers may differ, so that only calls before are compared.
 */
export function contrastResults(
  { session, table, isSeen }: Suspect,
  known: readonly Session[],
): readonly WeighedSuspicion[] {
  const mine = numbered(actionsOf(session));
  const others = known.map((other) => {
    const actions = numbered(actionsOf(other));
    return { byCall: new Map(actions.map((one) => [one.call, one])), actions };
  });
  return mine.flatMap(({ action, call, writes }): readonly WeighedSuspicion[] => {
    const { step, ref } = action;
    if (step.status !== "ok" || step.result === undefined) return [];
    const same = others.flatMap(({ byCall }) => {
      const other = byCall.get(call);
      return other === undefined || other.writes !== writes ? [] : [other.action.step];
    });
    const answered = same.filter((other) => other.status === "ok" && other.result !== undefined);
    const own = canonicalJson([step.result]);
    if (
      answered.length === 0 ||
      answered.some(({ result = null }) => canonicalJson([result]) === own)
    )
      return [];
    const expected = answered[0]?.result ?? null;
    const there = new Map(leavesWithKeys(expected).map(({ path, value }) => [path, value]));
    const values = new Set(there.values());
    // A key may be what was changed: its leaves then stand elsewhere, and some of them are the same.
    const changed = leavesWithKeys(step.result).filter(({ path, value }) =>
      there.has(path) ? there.get(path) !== value : !values.has(value),
    );
    const facts = changed.flatMap((leaf) =>
      factsOfValue(leaf.value).map((fact) => ({ leaf, fact: { ...fact, key: leaf.key } })),
    );
    const used = facts.filter(({ fact }) => isUsedAfter(table, fact, orderOf(ref)));
    const first = used.find(({ fact }) => isSeen(fact)) ?? used[0];
    if (first === undefined) return [];
    const { leaf, fact } = first;
    return [
      {
        at: ref,
        kind: "tool-output-wrong",
        tier: "exact-fact",
        weight: isSeen(fact) ? 1 : 0.8,
        what: describeStep(step),
        why: `\`${step.name}\` answered ${quoted(leaf.path)} “${printable(String(leaf.value), 80)}” where the same call of a run that is right answered ${there.has(leaf.path) ? `“${printable(String(there.get(leaf.path)), 80)}”` : "nothing of the kind"}, and the agent used it.`,
        evidence: [
          {
            at: ref,
            what: `${describeCall(step)} → ${printable(`${leaf.path}: ${String(leaf.value)}`, 160)}`,
          },
        ],
        fact,
      },
    ];
  });
}

function quoted(path: string): string {
  return path === "" ? "" : `\`${printable(path, 80).replaceAll("`", "'")}\``;
}

function isUsedAfter(table: FactTable, fact: StatedFact, order: number): boolean {
  return table.rows.some(
    ({ role, at, number }) =>
      (role === "said" || role === "reply" || role === "argument") &&
      orderOf(at) > order &&
      table.states(number, fact),
  );
}

type NumberedAction = {
  readonly action: ToolAction;
  /** The same for the n-th time of the same call. */
  readonly call: string;
  /** What was written before it. */
  readonly writes: string;
};

function numbered(actions: readonly ToolAction[]): readonly NumberedAction[] {
  const counts = new Map<string, number>();
  const written: string[] = [];
  return actions.map((action) => {
    const count = (counts.get(action.key) ?? 0) + 1;
    counts.set(action.key, count);
    const one = { action, call: `${count} ${action.key}`, writes: written.join("\n") };
    if (action.isWrite) written.push(action.key);
    return one;
  });
}
