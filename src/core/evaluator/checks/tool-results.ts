import { describeStep } from "../../trace/describe-step.ts";
import type { ToolStep } from "../../trace/session.ts";
import type { PlacedStep } from "../../trace/steps.ts";
import { toolCallsOf } from "../../trace/tool-calls.ts";
import { isEmptyResult } from "../../trace/tool-result.ts";
import type { Evidence } from "../verdict.ts";
import { compileSchema } from "./answer.ts";
import type { CompileCheck } from "./check.ts";
import { at, failed, passed, ready, unscored } from "./check.ts";
import { isTooDeep, parseJson } from "./parse-json.ts";

/** What a tool call brought back, as far as that is known. */
export type Yield = "something" | "nothing" | "failure" | "unknown";

/** Whether a call found something; a call without a captured answer is `unknown`, never `nothing`. */
export function yieldOf({ status, result }: ToolStep): Yield {
  if (status === "error") return "failure";
  if (status === "pending" || result === undefined) return "unknown";
  return isEmptyResult(result) ? "nothing" : "something";
}

/** `tool-result-not-empty`: every call of some tools finds something. */
export const toolResultNotEmpty: CompileCheck<"tool-result-not-empty"> = ({ tools }) =>
  ready((session) => {
    const calls = toolCallsOf(session, tools);
    const bad = calls.filter(({ step }) => ["nothing", "failure"].includes(yieldOf(step)));
    const [first] = bad;
    if (first !== undefined) {
      const what = yieldOf(first.step) === "failure" ? "failed" : "found nothing";
      return failed(`\`${first.step.name}\` ${what}.`, bad.map(stepEvidence));
    }
    const unknown = calls.find(({ step }) => yieldOf(step) === "unknown");
    if (unknown !== undefined)
      return unscored(`The result of \`${unknown.step.name}\` was not captured.`);
    return calls.length === 0 ? unscored(neverCalled(tools)) : passed;
  });

/** `tool-result-schema`: every result of a tool meets a schema. */
export const toolResultSchema: CompileCheck<"tool-result-schema"> = ({ tool, schema }, context) => {
  const compiled = compileSchema(schema, context);
  if (compiled.kind === "wrong") return compiled.problem;
  const complaintAbout = ({ status, result }: ToolStep): string | undefined => {
    if (status === "error") return "the call failed";
    if (result === undefined) return undefined;
    // A tool that answered JSON as text is held to what the text says.
    const parsed = typeof result === "string" ? parseJson(result) : undefined;
    const value = parsed?.kind === "json" ? parsed.value : result;
    return isTooDeep(value) ? "it nests too deep" : compiled.test(value);
  };
  const tools = [tool];
  return ready((session) => {
    const calls = toolCallsOf(session, tools);
    for (const call of calls) {
      const complaint = complaintAbout(call.step);
      if (complaint === undefined) continue;
      return failed(`A result of \`${tool}\` does not meet the schema: ${complaint}.`, [
        stepEvidence(call),
      ]);
    }
    if (calls.length === 0) return unscored(neverCalled(tools));
    const isKnown = calls.every(
      ({ step }) => step.status !== "pending" && step.result !== undefined,
    );
    return isKnown ? passed : unscored(`A result of \`${tool}\` was not captured.`);
  });
};

/** A tool call as evidence: its name and what came back. */
export function stepEvidence({ ref, step }: PlacedStep<ToolStep>): Evidence {
  return at(ref, describeStep(step));
}

function neverCalled(tools: readonly string[]): string {
  return `${tools.map((tool) => `\`${tool}\``).join(", ")} ${tools.length === 1 ? "was" : "were"} never called, so there is no result to look at.`;
}
