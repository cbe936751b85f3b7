import { unsupportedFacts } from "../../facts/unsupported-facts.ts";
import type { Session, ToolStep, Turn } from "../../trace/session.ts";
import type { PlacedStep } from "../../trace/steps.ts";
import { toolStepsOf } from "../../trace/steps.ts";
import type { VerdictAnswer } from "../verdict.ts";
import type { CompileCheck } from "./check.ts";
import { failed, passed, ready, unscored } from "./check.ts";
import { defaultHedges, hedgeTest } from "./hedges.ts";
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
  const hasHedge = hedgeTest(hedges ?? defaultHedges);
  return ready((session) => {
    const calls = [...toolStepsOf(session, tools)];
    if (!calls.some(isEmptyHanded)) {
      const unknown = calls.find(({ step }) => yieldOf(step) === "unknown");
      return unknown === undefined
        ? passed
        : unscored(`The result of \`${unknown.step.name}\` was not captured.`);
    }
    return judgeTurns(session, tools, hasHedge);
  });
};

function judgeTurns(
  session: Session,
  tools: readonly string[],
  hasHedge: (reply: string) => boolean,
): VerdictAnswer {
  const sources = sessionSources(session);
  let open: PlacedStep<ToolStep> | undefined;
  let silent: VerdictAnswer | undefined;
  for (const [index, turn] of session.turns.entries()) {
    const number = index + 1;
    sources.read(turn);
    const { empty, isMadeGood } = emptyCallOf(turn, number, tools);
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

/** The first empty-handed call of a turn, and whether a later one found something. */
function emptyCallOf(
  turn: Turn,
  number: number,
  tools: readonly string[],
): { readonly empty?: PlacedStep<ToolStep>; readonly isMadeGood: boolean } {
  let empty: PlacedStep<ToolStep> | undefined;
  let isMadeGood = false;
  for (const [index, step] of turn.steps.entries()) {
    if (step.kind !== "tool" || !tools.includes(step.name)) continue;
    const placed = { ref: { turn: number, step: index + 1 }, turn, step };
    if (isEmptyHanded(placed)) {
      empty ??= placed;
      isMadeGood = false;
    } else if (yieldOf(step) === "something") isMadeGood = true;
  }
  return empty === undefined ? { isMadeGood } : { empty, isMadeGood };
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
