import type { Fact } from "../../facts/fact.ts";
import { unsupportedFacts } from "../../facts/unsupported-facts.ts";
import type { Session, ToolStep } from "../../trace/session.ts";
import type { PlacedStep } from "../../trace/steps.ts";
import { toolCallsOf } from "../../trace/tool-calls.ts";
import { isRetrievalTool } from "../../trace/tool-result.ts";
import type { VerdictAnswer } from "../verdict.ts";
import type { CompileCheck } from "./check.ts";
import { failed, passed, ready, unscored, wrong } from "./check.ts";
import { failureHedges, foldHedge, hedgeTest } from "./hedges.ts";
import { isVisible } from "./plain-text.ts";
import { retriesIn } from "./repeated-calls.ts";
import { quoteOf } from "./replies.ts";
import { nameFacts, quoteFacts, sessionSources } from "./session-sources.ts";
import { stepEvidence, yieldOf } from "./tool-results.ts";

type Call = PlacedStep<ToolStep>;

/** Planned faults after which the answer cannot be used, beside those by which the call fails. */
const unusable = new Set(["empty", "malformed-json", "schema-violation"]);

/**
 * `recovers-from-tool-failure`: what the agent does after a tool has failed.
 *
 * It may try again, but not without end, and nothing that writes without a look at what happened; where the failure
 * is not made good in its turn the reply says so; and until it is, no reply states what nothing supports.
 */
export const recoversFromToolFailure: CompileCheck<"recovers-from-tool-failure"> = (parameters) => {
  const { tools, readOnly, maxRetries, hedges, whenNothingFails } = parameters;
  const blank = hedges?.findIndex((phrase) => !isVisible(foldHedge(phrase))) ?? -1;
  if (blank >= 0) {
    return wrong({
      parameter: "hedges",
      message: `admits nothing in its ${blank + 1}. entry: it is blank, so that every reply would hold it`,
      expected: "phrases that admit a failure",
      example: 'hedges: ["did not work"]',
    });
  }
  const setting: Setting = {
    reads: readOnly === undefined ? isRetrievalTool : (name) => readOnly.includes(name),
    maxRetries,
    hasHedge: hedgeTest(hedges ?? failureHedges),
    // Where the tools are named, they stand in for each other.
    isSubstitute: (of, by) => of === by || tools !== undefined,
  };
  return ready((session) => {
    const calls = toolCallsOf(session, tools);
    const met = calls.filter(({ step }) => isFailure(step) || step.fault !== undefined);
    if (met.length > 0) {
      return (
        judgeRepeats(calls, toolCallsOf(session), setting) ?? judgeReplies(session, calls, setting)
      );
    }
    const unknown = calls.find(({ step }) => yieldOf(step) === "unknown");
    if (unknown !== undefined) {
      return unscored(
        `The result of \`${unknown.step.name}\` was not captured; it may have failed.`,
      );
    }
    return whenNothingFails === "pass"
      ? passed
      : unscored("No tool failed, so there was nothing to recover from.");
  });
};

type Setting = {
  readonly reads: (tool: string) => boolean;
  readonly maxRetries: number;
  readonly hasHedge: (reply: string) => boolean;
  /** Whether an answer of one tool makes good the failure of another. */
  readonly isSubstitute: (of: string, by: string) => boolean;
};

function isFailure({ status, fault }: ToolStep): boolean {
  return status === "error" || (fault !== undefined && unusable.has(fault));
}

/** Tries without end, and writes that are made again blindly. `all` are the calls of every tool. */
function judgeRepeats(
  calls: readonly Call[],
  all: readonly Call[],
  { reads, maxRetries }: Setting,
): VerdictAnswer | undefined {
  for (const row of retriesIn(calls, isFailure)) {
    const [first, ...repeats] = row;
    if (first === undefined) continue;
    const { name } = first.step;
    if (repeats.length > maxRetries) {
      return failed(
        `\`${name}\` failed and was tried ${repeats.length} more ${repeats.length === 1 ? "time" : "times"} with the same arguments, more than ${maxRetries}.`,
        row.map(stepEvidence),
      );
    }
    if (reads(name)) continue;
    for (const [index, again] of repeats.entries()) {
      const before = row[index];
      if (before === undefined || !isBlind(before, again, { all, reads })) continue;
      return failed(
        `\`${name}\` failed and was called again with the same arguments in turn ${again.ref.turn}, without a look at whether it had taken effect.`,
        [before, again].map(stepEvidence),
      );
    }
  }
  return undefined;
}

type Sight = { readonly all: readonly Call[]; readonly reads: (tool: string) => boolean };

/** Whether a write is made again in its turn though it may have taken effect, and no tool that reads answered in between. */
function isBlind(before: Call, again: Call, { all, reads }: Sight): boolean {
  const { turn, step } = before.ref;
  // A call that was turned away did nothing: making it again is harmless.
  const isHarmless =
    before.step.fault === "rate-limit" || before.step.fault === "permission-denied";
  if (isHarmless || again.ref.turn !== turn) return false;
  return !all.some(
    (call) =>
      call.ref.turn === turn &&
      call.ref.step > step &&
      call.ref.step < again.ref.step &&
      call.step.status === "ok" &&
      reads(call.step.name),
  );
}

/** What each reply says from the turn of a failure on, until the failure is made good. */
function judgeReplies(
  session: Session,
  calls: readonly Call[],
  { hasHedge, isSubstitute }: Setting,
): VerdictAnswer {
  const sources = sessionSources(session);
  let open: Call | undefined;
  let silent: VerdictAnswer | undefined;
  for (const [index, turn] of session.turns.entries()) {
    const number = index + 1;
    sources.read(turn);
    const ofTurn = calls.filter(({ ref }) => ref.turn === number);
    const news = openFailure(ofTurn, isSubstitute);
    if (open !== undefined && isMadeGood(open, ofTurn, isSubstitute)) open = undefined;
    open = news ?? open;
    const cause = open ?? ofTurn.find(({ step }) => step.fault !== undefined);
    if (cause === undefined) continue;
    const { reply } = turn;
    if (reply === undefined) {
      silent ??= unscored(`There is no reply in turn ${number}, after ${whatHappened(cause)}.`);
      continue;
    }
    const facts = unsupportedFacts(reply, sources.index);
    const unknown = sources.unknown();
    if (facts.length > 0 && unknown === undefined)
      return invented(session, number, { cause, facts });
    if (news !== undefined && !hasHedge(reply)) {
      return failed(`${sentence(news)}, and the reply of turn ${number} does not say so.`, [
        stepEvidence(news),
        quoteOf(session, number, reply),
      ]);
    }
    if (facts.length > 0) {
      silent ??= unscored(
        `The result of \`${unknown}\` was not captured, and it may hold ${nameFacts(facts)}.`,
      );
    }
  }
  return silent ?? passed;
}

function invented(
  session: Session,
  turn: number,
  { cause, facts }: { readonly cause: Call; readonly facts: readonly Fact[] },
): VerdictAnswer {
  return failed(
    `${sentence(cause)}, and the reply of turn ${turn} states ${nameFacts(facts)}, which nothing supports.`,
    [stepEvidence(cause), ...quoteFacts(session, turn, facts)],
  );
}

/** The first failure of a turn that no later call of it makes good. */
function openFailure(
  ofTurn: readonly Call[],
  isSubstitute: Setting["isSubstitute"],
): Call | undefined {
  return ofTurn.find(
    (call, index) =>
      isFailure(call.step) && !isMadeGood(call, ofTurn.slice(index + 1), isSubstitute),
  );
}

function isMadeGood(
  failure: Call,
  later: readonly Call[],
  isSubstitute: Setting["isSubstitute"],
): boolean {
  return later.some(
    ({ step }) =>
      step.status === "ok" && !isFailure(step) && isSubstitute(failure.step.name, step.name),
  );
}

function whatHappened({ step }: Call): string {
  const { name, fault, status } = step;
  if (status === "error") return `\`${name}\` failed`;
  return `\`${name}\` met the fault \`${fault ?? ""}\``;
}

function sentence(cause: Call): string {
  return `In turn ${cause.ref.turn} ${whatHappened(cause)}`;
}
