import { ownProvider } from "../../trace/record/call-cost.ts";
import {
  type ModelStep,
  type Session,
  type Step,
  type StepRef,
  stepId,
} from "../../trace/session.ts";
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

/** `token-budget`: all model calls together, and those of each turn, use no more tokens. */
export const tokenBudget: CompileCheck<"token-budget"> = ({ tokens, turnTokens }) => {
  if (tokens === undefined && turnTokens === undefined) {
    return wrong({
      parameter: "tokens",
      message: "no limit is given",
      expected: "`tokens`, `turnTokens` or both",
      example: "tokens: 20000",
    });
  }
  const kind: Kind = {
    unit: "tokens",
    subject: "token use",
    show: String,
    read: ({ usage }) => {
      const { inputTokens, outputTokens } = usage ?? {};
      const isAll = inputTokens !== undefined && outputTokens !== undefined;
      return { known: (inputTokens ?? 0) + (outputTokens ?? 0), isAll };
    },
  };
  return ready((session) => judgeSpending(session, { session: tokens, turn: turnTokens }, kind));
};

/** `cost-budget`: all model calls together, and those of each turn, cost no more. */
export const costBudget: CompileCheck<"cost-budget"> = ({ usd, turnUsd }) => {
  if (usd === undefined && turnUsd === undefined) {
    return wrong({
      parameter: "usd",
      message: "no limit is given",
      expected: "`usd`, `turnUsd` or both",
      example: "usd: 0.05",
    });
  }
  const kind: Kind = {
    unit: "US dollars",
    subject: "cost",
    show: showUsd,
    read: ({ usage, provider }) => {
      const { costUsd } = usage ?? {};
      // What a scripted model or a cassette answers costs nothing, which says nothing of what the agent costs.
      const isAll = costUsd !== undefined && (costUsd > 0 || provider !== ownProvider);
      return { known: costUsd ?? 0, isAll };
    },
  };
  return ready((session) => judgeSpending(session, { session: usd, turn: turnUsd }, kind));
};

/** Sums of money in floating point end in noise. */
function showUsd(value: number): string {
  return String(Number(value.toPrecision(6)));
}

/** `turn-budget`: the session has no more turns and no more steps, and no turn has more steps. */
export const turnBudget: CompileCheck<"turn-budget"> = ({ turns, steps, turnSteps }) => {
  if (turns === undefined && steps === undefined && turnSteps === undefined) {
    return wrong({
      parameter: "turns",
      message: "no limit is given",
      expected: "at least one of `turns`, `steps` and `turnSteps`",
      example: "steps: 20",
    });
  }
  return ready((session) => {
    if (turns !== undefined && session.turns.length > turns) {
      return failed(`The session has ${session.turns.length} turns, more than ${turns}.`);
    }
    for (const [index, turn] of session.turns.entries()) {
      if (turnSteps === undefined || turn.steps.length <= turnSteps) continue;
      return failed(`Turn ${index + 1} has ${turn.steps.length} steps, more than ${turnSteps}.`, [
        firstBeyond({ turn: index + 1, step: turnSteps + 1 }),
      ]);
    }
    if (steps === undefined) return passed;
    const all = [...stepsOf(session)];
    const first = all[steps];
    if (first === undefined) return passed;
    return failed(`The session has ${all.length} steps, more than ${steps}.`, [
      firstBeyond(first.ref),
    ]);
  });
};

function firstBeyond(ref: StepRef) {
  return at(ref, `step ${stepId(ref)} is the first beyond the limit`);
}

/** What is counted, and how it is said. */
type Kind = {
  readonly unit: string;
  readonly subject: string;
  readonly show: (value: number) => string;
  /** `known` is a lower bound where not all of it was reported. */
  readonly read: (step: ModelStep) => { readonly known: number; readonly isAll: boolean };
};

type Limits = { readonly session: number | undefined; readonly turn: number | undefined };

/** A lower bound above a limit is above it; one below the limit says nothing. */
function judgeSpending(session: Session, limits: Limits, { unit, subject, show, read }: Kind) {
  const ofSession = limits.session ?? Number.POSITIVE_INFINITY;
  const ofTurn = limits.turn ?? Number.POSITIVE_INFINITY;
  let [calls, unknownCalls, total, inTurn, turn] = [0, 0, 0, 0, 0];
  for (const { ref, step } of stepsOf(session)) {
    if (step.kind !== "model") continue;
    if (ref.turn !== turn) [turn, inTurn] = [ref.turn, 0];
    const { known, isAll } = read(step);
    calls += 1;
    if (!isAll) unknownCalls += 1;
    const isOver = total <= ofSession && total + known > ofSession;
    const isTurnOver = inTurn <= ofTurn && inTurn + known > ofTurn;
    total += known;
    inTurn += known;
    if (isTurnOver) {
      const spent = sumOf(session.turns[ref.turn - 1]?.steps ?? [], read);
      return failed(`Turn ${ref.turn} used ${show(spent)} ${unit}, more than ${show(ofTurn)}.`, [
        at(ref, `${show(inTurn)} ${unit} in this turn after this call`),
      ]);
    }
    if (isOver) {
      const spent = sumOf(
        session.turns.flatMap(({ steps }) => steps),
        read,
      );
      return failed(`The session used ${show(spent)} ${unit}, more than ${show(ofSession)}.`, [
        at(ref, `${show(total)} ${unit} after this call`),
      ]);
    }
  }
  if (calls === 0) return unscored(`No model call was captured, so the ${subject} is unknown.`);
  if (unknownCalls > 0)
    return unscored(`${unknownCalls} of ${calls} model calls did not report their ${subject}.`);
  return passed;
}

function sumOf(steps: readonly Step[], read: Kind["read"]): number {
  return steps.reduce((sum, step) => sum + (step.kind === "model" ? read(step).known : 0), 0);
}
