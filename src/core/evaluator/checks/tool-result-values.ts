import type { JsonValue } from "../../trace/json.ts";
import type { Session, ToolStep } from "../../trace/session.ts";
import type { PlacedStep } from "../../trace/steps.ts";
import { toolCallsOf } from "../../trace/tool-calls.ts";
import type { VerdictAnswer } from "../verdict.ts";
import type { CompileCheck } from "./check.ts";
import { failed, passed, ready, unscored, wrong } from "./check.ts";
import { cut } from "./replies.ts";
import { timeSpanOf } from "./time-stamp.ts";
import { stepEvidence } from "./tool-results.ts";
import { compilePlace, compileValueTest } from "./value-test.ts";

type Call = PlacedStep<ToolStep>;

type Finding =
  | { readonly kind: "right" }
  | { readonly kind: "wrong"; readonly what: string }
  | { readonly kind: "unknown"; readonly why: string };

const right: Finding = { kind: "right" };

/** `tool-result-value`: what stands at a path of a tool's results. */
export const toolResultValue: CompileCheck<"tool-result-value"> = (parameters, context) => {
  const { tool, calls, ...asked } = parameters;
  const compiled = compileValueTest(asked, context);
  if (compiled.kind === "wrong") return wrong(compiled.problem);
  return ready((session) =>
    judgeResults(session, { tool, calls }, (result) => {
      const what = compiled.test(result);
      return what === undefined ? right : { kind: "wrong", what };
    }),
  );
};

const msInMinute = 60_000;
/** Clocks of two machines differ; by more than this a time lies in the future, and says nothing of how old something is. */
const clockSkewMs = 5 * msInMinute;

/** `tool-result-fresh`: a time in a tool's results is not much older than the call, and not later. */
export const toolResultFresh: CompileCheck<"tool-result-fresh"> = (parameters) => {
  const { tool, path, maxAgeMinutes } = parameters;
  const place = compilePlace(path);
  if (place.kind === "wrong") return wrong(place.problem);
  return ready((session) =>
    judgeResults(session, { tool, calls: "every" }, (result, { step, turn }) => {
      const stamps = place.valuesAt(result);
      if (stamps.length === 0) return { kind: "wrong", what: `there is nothing at \`${path}\`` };
      const now = step.startedAtMs ?? turn.startedAtMs;
      for (const stamp of stamps) {
        const shown = `\`${path}\` is ${cut(JSON.stringify(stamp), 60)}`;
        const time = timeSpanOf(stamp);
        if (time === undefined) return { kind: "wrong", what: `${shown}, which is no date` };
        if (now === undefined) {
          return {
            kind: "unknown",
            why: `The time at which \`${tool}\` was called was not captured.`,
          };
        }
        const ageMs = now - time.latestMs;
        if (ageMs > maxAgeMinutes * msInMinute) {
          const age = spanText(ageMs);
          return {
            kind: "wrong",
            what: `${shown}, ${age} before the call and more than ${maxAgeMinutes} minutes`,
          };
        }
        const aheadMs = time.earliestMs - now;
        if (aheadMs > clockSkewMs) {
          const ahead = spanText(aheadMs);
          return { kind: "wrong", what: `${shown}, which is ${ahead} after the call` };
        }
      }
      return right;
    }),
  );
};

/** `95 minutes`, `7 hours`, `12 days`: whole ones, downwards. */
function spanText(ms: number): string {
  const minutes = Math.floor(ms / msInMinute);
  if (minutes < 120) return `${minutes} minute${minutes === 1 ? "" : "s"}`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.floor(hours / 24)} days`;
}

/** Holds every result of a tool to a test, or looks for one that meets it; a failed call meets none. */
function judgeResults(
  session: Session,
  { tool, calls: which }: { readonly tool: string; readonly calls: "every" | "any" },
  test: (result: JsonValue, call: Call) => Finding,
): VerdictAnswer {
  const calls = toolCallsOf(session, [tool]);
  let firstWrong: VerdictAnswer | undefined;
  let unknown: string | undefined;
  for (const call of calls) {
    const finding = findingOf(call, test);
    if (finding.kind === "unknown") unknown ??= finding.why;
    if (finding.kind === "right" && which === "any") return passed;
    if (finding.kind !== "wrong") continue;
    firstWrong ??= failed(`A result of \`${tool}\` is not as asked: ${finding.what}.`, [
      stepEvidence(call),
    ]);
    if (which === "every") return firstWrong;
  }
  if (unknown !== undefined) return unscored(unknown);
  if (calls.length === 0) {
    return unscored(`\`${tool}\` was never called, so there is no result to look at.`);
  }
  return firstWrong ?? passed;
}

function findingOf(call: Call, test: (result: JsonValue, call: Call) => Finding): Finding {
  const { status, result, name } = call.step;
  if (status === "error") return { kind: "wrong", what: "the call failed" };
  if (status === "pending" || result === undefined) {
    return { kind: "unknown", why: `A result of \`${name}\` was not captured.` };
  }
  return test(result, call);
}
