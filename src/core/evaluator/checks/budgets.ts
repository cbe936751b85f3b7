import { type Session, type StepRef, stepId } from "../../trace/session.ts";
import { stepsOf } from "../../trace/steps.ts";
import type { CompileCheck } from "./check.ts";
import { at, failed, passed, ready, unscored, wrong } from "./check.ts";

/** `latency-budget`: no turn, and not all turns together, take longer. */
export const latencyBudget: CompileCheck<"latency-budget"> = ({ turnMs, sessionMs }) => {
  if (turnMs === undefined && sessionMs === undefined) {
    return wrong({
      parameter: "turnMs",
      message: "no limit is given",
      expected: "`turnMs`, `sessionMs` or both",
      example: "turnMs: 10000",
    });
  }
  return ready((session) => {
    const durations = session.turns.map(({ durationMs }) => durationMs);
    const slow =
      turnMs === undefined ? -1 : durations.findIndex((ms) => ms !== undefined && ms > turnMs);
    if (slow >= 0) {
      const turn = slow + 1;
      return failed(
        `Turn ${turn} took ${Math.round(durations[slow] ?? 0)} ms, more than ${turnMs} ms.`,
        slowestStep(session, turn),
      );
    }
    const total = durations.reduce<number>((sum, ms) => sum + (ms ?? 0), 0);
    if (sessionMs !== undefined && total > sessionMs) {
      return failed(`The session took ${Math.round(total)} ms, more than ${sessionMs} ms.`);
    }
    const unknown = durations.indexOf(undefined);
    if (unknown >= 0) return unscored(`The duration of turn ${unknown + 1} was not captured.`);
    return durations.length === 0 ? unscored("The session has no turn.") : passed;
  });
};

function slowestStep(session: Session, turn: number) {
  let slowest: { readonly ref: StepRef; readonly ms: number; readonly what: string } | undefined;
  for (const [index, step] of (session.turns[turn - 1]?.steps ?? []).entries()) {
    const ms = step.durationMs ?? -1;
    if (ms <= (slowest?.ms ?? -1)) continue;
    const what = step.kind === "tool" ? step.name : (step.model ?? "model");
    slowest = { ref: { turn, step: index + 1 }, ms, what };
  }
  return slowest === undefined
    ? []
    : [at(slowest.ref, `${slowest.what} took ${Math.round(slowest.ms)} ms`)];
}

/** `token-budget`: all model calls together use no more tokens. */
export const tokenBudget: CompileCheck<"token-budget"> = ({ tokens }) =>
  ready((session) => {
    const spent = sumOverModelCalls(session, (usage) =>
      usage?.inputTokens === undefined || usage.outputTokens === undefined
        ? { known: (usage?.inputTokens ?? 0) + (usage?.outputTokens ?? 0), isAll: false }
        : { known: usage.inputTokens + usage.outputTokens, isAll: true },
    );
    return withinBudget(spent, tokens, { unit: "tokens", subject: "token use", show: String });
  });

/** `cost-budget`: all model calls together cost no more. */
export const costBudget: CompileCheck<"cost-budget"> = ({ usd }) =>
  ready((session) => {
    const spent = sumOverModelCalls(session, (usage) => ({
      known: usage?.costUsd ?? 0,
      isAll: usage?.costUsd !== undefined,
    }));
    return withinBudget(spent, usd, { unit: "US dollars", subject: "cost", show: showUsd });
  });

/** Sums of money in floating point end in noise. */
function showUsd(value: number): string {
  return String(Number(value.toPrecision(6)));
}

/** `turn-budget`: the session has no more turns, and no more steps. */
export const turnBudget: CompileCheck<"turn-budget"> = ({ turns, steps }) => {
  if (turns === undefined && steps === undefined) {
    return wrong({
      parameter: "turns",
      message: "no limit is given",
      expected: "`turns`, `steps` or both",
      example: "steps: 20",
    });
  }
  return ready((session) => {
    if (turns !== undefined && session.turns.length > turns) {
      return failed(`The session has ${session.turns.length} turns, more than ${turns}.`);
    }
    if (steps === undefined) return passed;
    const all = [...stepsOf(session)];
    const first = all[steps];
    if (first === undefined) return passed;
    return failed(`The session has ${all.length} steps, more than ${steps}.`, [
      at(first.ref, `step ${stepId(first.ref)} is the first beyond the limit`),
    ]);
  });
};

type Spending = {
  readonly calls: number;
  /** A lower bound where not all calls said. */
  readonly known: number;
  readonly unknownCalls: number;
  readonly lastKnownBelow: readonly { readonly ref: StepRef; readonly total: number }[];
};

type Usage = Extract<Session["turns"][number]["steps"][number], { kind: "model" }>["usage"];

function sumOverModelCalls(
  session: Session,
  read: (usage: Usage) => { readonly known: number; readonly isAll: boolean },
): Spending {
  let known = 0;
  let calls = 0;
  let unknownCalls = 0;
  const totals: { ref: StepRef; total: number }[] = [];
  for (const { ref, step } of stepsOf(session)) {
    if (step.kind !== "model") continue;
    calls += 1;
    const spent = read(step.usage);
    known += spent.known;
    if (!spent.isAll) unknownCalls += 1;
    totals.push({ ref, total: known });
  }
  return { calls, known, unknownCalls, lastKnownBelow: totals };
}

/** A lower bound above the limit is above it; one below the limit says nothing. */
function withinBudget(
  { calls, known, unknownCalls, lastKnownBelow }: Spending,
  limit: number,
  { unit, subject, show }: { unit: string; subject: string; show: (value: number) => string },
) {
  if (known > limit) {
    const over = lastKnownBelow.find(({ total }) => total > limit);
    return failed(
      `The session used ${show(known)} ${unit}, more than ${show(limit)}.`,
      over === undefined ? [] : [at(over.ref, `${show(over.total)} ${unit} after this call`)],
    );
  }
  if (calls === 0) return unscored(`No model call was captured, so the ${subject} is unknown.`);
  if (unknownCalls > 0)
    return unscored(`${unknownCalls} of ${calls} model calls did not report their ${subject}.`);
  return passed;
}
