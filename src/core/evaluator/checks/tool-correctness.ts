import { describeCall } from "../../trace/describe-step.ts";
import { toolCallsOf } from "../../trace/tool-calls.ts";
import { inAnyOrder, nameCalls, nameTools } from "./call-lists.ts";
import type { CompileCheck } from "./check.ts";
import { at, failed, ready } from "./check.ts";

const words = { precision: "Precision", recall: "Recall", f1: "F1" } as const;

/**
 * `tool-correctness`: precision, recall or F1 of the tools called against those expected; it is the verdict's score.
 *
 * Each call uses up one entry of the list. Precision is the share of the calls that were expected, recall the share of
 * the expected calls that were made, F1 their harmonic mean (van Rijsbergen 1979). Of no calls all three are 0.
 */
export const toolCorrectness: CompileCheck<"tool-correctness"> = (parameters) => {
  const { tools, measure, min } = parameters;
  const ignored = new Set(parameters.ignore);
  return ready((session) => {
    const all = toolCallsOf(session);
    const calls = ignored.size === 0 ? all : all.filter(({ step }) => !ignored.has(step.name));
    const { extra, missing } = inAnyOrder(calls, tools);
    const right = calls.length - extra.length;
    const precision = calls.length === 0 ? 0 : right / calls.length;
    const recall = right / tools.length;
    const f1 = (2 * right) / (calls.length + tools.length);
    const score = { precision, recall, f1 }[measure];
    if (score >= min) return { result: "pass", score };
    const reasons = [
      ...(missing.length > 0 ? [`it lacks ${nameTools(missing)}`] : []),
      ...(extra.length > 0
        ? [`it has ${nameTools(extra.map(({ step }) => step.name))} beyond the list`]
        : []),
    ];
    return {
      ...failed(
        `${words[measure]} of the tool calls is ${round(score)}, below ${round(min)}: ${reasons.join(", and ")}. Called: ${nameCalls(calls)}.`,
        extra.map(({ ref, step }) => at(ref, describeCall(step))),
      ),
      score,
    };
  });
};

/** Two digits, downwards: 0.999 must not read as 1.00, which would be no reason to fail. */
function round(value: number): string {
  return String(Math.floor(value * 100 + 1e-9) / 100);
}
