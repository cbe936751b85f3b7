import type { Verdict } from "../evaluator/verdict.ts";
import { canonicalJson } from "../trace/canonical-json.ts";
import type { Session } from "../trace/session.ts";
import { toolStepsOf } from "../trace/steps.ts";
import { emptyRetrievals } from "../trace/tool-result.ts";
import type { FailureEvent, FailureSignature } from "./failure-signature.ts";

/** An identical call this often is a loop. */
const loopCalls = 3;
const mostStructureLines = 60;

/**
 * What clustering sees of a session, or `undefined` where it did not fail.
 *
 * A session failed where a verdict says so, where its reward is below 1, or where the agent did not answer its last
 * message because of an error.
 */
export function describeFailure(
  session: Session,
  verdicts: readonly Verdict[],
): FailureSignature | undefined {
  const failed = verdicts.flatMap((verdict) => (verdict.result === "fail" ? [verdict] : []));
  const marks = [
    ...new Set(failed.map(({ evaluator }) => evaluator)),
    ...(session.reward !== undefined && session.reward < 1 ? ["reward"] : []),
    ...(session.turns.at(-1)?.error === undefined ? [] : ["error"]),
  ];
  if (marks.length === 0) return undefined;
  const turns = new Set(
    failed.flatMap(({ evidence = [] }) => evidence.flatMap(({ at }) => at?.turn ?? [])),
  );
  const last = session.turns.findLast(({ reply }) => reply !== undefined)?.reply;
  const replies =
    turns.size > 0 ? [...turns].map((turn) => session.turns[turn - 1]?.reply ?? "") : [last ?? ""];
  const { agent } = session;
  return {
    sessionId: session.id,
    text: [...failed.map(({ explanation = "" }) => explanation), ...replies].join("\n").trim(),
    input: session.turns.map(({ user }) => user).join("\n"),
    tools: [...toolStepsOf(session)].map(({ step }) => step.name),
    events: eventsOf(session),
    dimensions: [...new Set(failed.map(({ dimension }) => dimension))],
    marks,
    version: [
      ...(agent?.systemPromptDigest === undefined ? [] : [`prompt ${agent.systemPromptDigest}`]),
      ...(agent?.model === undefined ? [] : [`model ${agent.model}`]),
      ...(agent?.toolCatalogDigest === undefined ? [] : [`tools ${agent.toolCatalogDigest}`]),
    ],
    promptStructure: structureOf(session.policy ?? ""),
  };
}

function eventsOf(session: Session): readonly FailureEvent[] {
  const calls = new Map<string, number>();
  let hasToolError = false;
  for (const { step } of toolStepsOf(session)) {
    if (step.status === "error") hasToolError = true;
    const key = `${step.name} ${canonicalJson(step.arguments ?? null)}`;
    calls.set(key, (calls.get(key) ?? 0) + 1);
  }
  const hasTimeout = session.turns.some(
    ({ error }) =>
      error !== undefined && /time-?d? ?-?out|deadline/i.test(`${error.type} ${error.message}`),
  );
  return [
    ...(emptyRetrievals(session).length > 0 ? ["empty-retrieval" as const] : []),
    ...(hasToolError ? ["tool-error" as const] : []),
    ...([...calls.values()].some((count) => count >= loopCalls) ? ["loop" as const] : []),
    ...(hasTimeout ? ["timeout" as const] : []),
  ];
}

/** Headings and the first words of list items: what stays of a prompt when its wording is changed. */
function structureOf(policy: string): readonly string[] {
  return policy
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => /^(?:#{1,6}\s|[-*+]\s|\d+[.)]\s)|:$/.test(line))
    .slice(0, mostStructureLines)
    .map((line) => line.split(/\s+/).slice(0, 4).join(" ").toLowerCase());
}
