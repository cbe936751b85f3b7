import { unsupportedFacts } from "../../facts/unsupported-facts.ts";
import type { Session, ToolStep } from "../../trace/session.ts";
import type { PlacedStep } from "../../trace/steps.ts";
import { toolCallsOf } from "../../trace/tool-calls.ts";
import type { VerdictAnswer } from "../verdict.ts";
import type { CompileCheck } from "./check.ts";
import { failed, passed, ready, unscored, wrong } from "./check.ts";
import { defaultHedges, foldHedge, hedgeTest } from "./hedges.ts";
import { isVisible } from "./plain-text.ts";
import { quoteOf } from "./replies.ts";
import { nameFacts, quoteFacts, sessionSources } from "./session-sources.ts";
import { stepEvidence, yieldOf } from "./tool-results.ts";

/**
 * `abstains-after-empty-result`: who found nothing says so, and makes nothing up.
 *
 * In the turn of an empty or failed call the reply must admit it, unless a later call of that turn found
 * something; until one does, no reply may state a fact that nothing supports.
 */
export const abstainsAfterEmptyResult: CompileCheck<"abstains-after-empty-result"> = ({
  tools,
  hedges,
}) => {
  const blank = hedges?.findIndex((phrase) => !isVisible(foldHedge(phrase))) ?? -1;
  if (blank >= 0) {
    return wrong({
      parameter: "hedges",
      message: `admits nothing in its ${blank + 1}. entry: it is blank, so that every reply would hold it`,
      expected: "phrases that admit not knowing",
      example: 'hedges: ["could not find"]',
    });
  }
  const hasHedge = hedgeTest(hedges ?? defaultHedges);
  return ready((session) => {
    const calls = toolCallsOf(session, tools);
    const answer = calls.some(isEmptyHanded) ? judgeTurns(session, calls, hasHedge) : passed;
    if (answer !== passed) return answer;
    const unknown = calls.find(({ step }) => yieldOf(step) === "unknown");
    return unknown === undefined ? passed : notCaptured(unknown);
  });
};

function notCaptured({ step }: PlacedStep<ToolStep>): VerdictAnswer {
  return unscored(`The result of \`${step.name}\` was not captured.`);
}

function judgeTurns(
  session: Session,
  calls: readonly PlacedStep<ToolStep>[],
  hasHedge: (reply: string) => boolean,
): VerdictAnswer {
  const sources = sessionSources(session);
  let open: PlacedStep<ToolStep> | undefined;
  let silent: VerdictAnswer | undefined;
  for (const [index, turn] of session.turns.entries()) {
    const number = index + 1;
    sources.read(turn);
    const { empty, unknown: later, isMadeGood } = emptyCallOf(calls, number);
    const cause = empty ?? open;
    if (empty !== undefined) open = empty;
    if (isMadeGood) open = undefined;
    if (cause === undefined || (empty === undefined && isMadeGood)) continue;
    const { reply } = turn;
    if (reply === undefined) {
      silent ??= unscored(`There is no reply in turn ${number}, after ${whatHappened(cause)}.`);
      continue;
    }
    const facts = unsupportedFacts(reply, sources.index);
    const unknown = sources.unknown();
    if (facts.length > 0 && unknown === undefined) {
      return failed(
        `${sentence(cause)}, and the reply of turn ${number} states ${nameFacts(facts)}, which nothing supports.`,
        [stepEvidence(cause), ...quoteFacts(session, number, facts)],
      );
    }
    if (empty !== undefined && !isMadeGood && !hasHedge(reply)) {
      // A call that may have found something leaves the verdict open, once nothing else fails.
      if (later !== undefined) continue;
      return failed(`${sentence(cause)}, and the reply of turn ${number} does not admit it.`, [
        stepEvidence(cause),
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

/** The first empty-handed call of a turn, whether a later one found something, and a later one that may have. */
function emptyCallOf(
  calls: readonly PlacedStep<ToolStep>[],
  number: number,
): {
  readonly empty?: PlacedStep<ToolStep>;
  readonly unknown?: PlacedStep<ToolStep>;
  readonly isMadeGood: boolean;
} {
  let empty: PlacedStep<ToolStep> | undefined;
  let unknown: PlacedStep<ToolStep> | undefined;
  let isMadeGood = false;
  for (const call of calls) {
    if (call.ref.turn !== number) continue;
    const found = yieldOf(call.step);
    if (isEmptyHanded(call)) {
      empty ??= call;
      unknown = undefined;
      isMadeGood = false;
    } else if (found === "something") isMadeGood = true;
    else if (empty !== undefined) unknown ??= call;
  }
  return { ...(empty && { empty }), ...(unknown && { unknown }), isMadeGood };
}

function isEmptyHanded({ step }: PlacedStep<ToolStep>): boolean {
  const found = yieldOf(step);
  return found === "nothing" || found === "failure";
}

function whatHappened({ step }: PlacedStep<ToolStep>): string {
  return `\`${step.name}\` ${yieldOf(step) === "failure" ? "failed" : "found nothing"}`;
}

function sentence(cause: PlacedStep<ToolStep>): string {
  return `In turn ${cause.ref.turn} ${whatHappened(cause)}`;
}
