import { canonicalJson } from "../../trace/canonical-json.ts";
import { describeCall } from "../../trace/describe-step.ts";
import type { Session, ToolStep } from "../../trace/session.ts";
import type { PlacedStep } from "../../trace/steps.ts";
import { toolCallsOf } from "../../trace/tool-calls.ts";
import type { Evidence } from "../verdict.ts";
import type { Check, CompileCheck } from "./check.ts";
import { at, failed, passed, ready, unscored, wrong } from "./check.ts";
import { cut } from "./replies.ts";

/** `tool-called`: one tool is called at least and at most so often. */
export const toolCalled: CompileCheck<"tool-called"> = ({ tool, min, max }) => {
  if (max !== undefined && max < min) {
    return wrong({
      parameter: "max",
      message: `is ${max}, below \`min\`, which is ${min}`,
      expected: "a number that is not below `min`",
      example: `max: ${min}`,
    });
  }
  if (min === 0 && max === undefined) {
    return wrong({
      parameter: "min",
      message: "is 0 and there is no `max`, so that the check can never fail",
      expected: "at least 1, or a `max`; `tool-not-called` where the tool must not be called",
      example: "min: 1",
    });
  }
  const tools = [tool];
  return ready((session) => {
    const calls = toolCallsOf(session, tools);
    if (calls.length < min) {
      const least = min === 1 ? "" : `; at least ${min} calls are expected`;
      return failed(
        `\`${tool}\` was ${timesCalled(calls.length)}${least}. ${othersCalled(session, tools)}`,
      );
    }
    const first = max === undefined ? undefined : calls[max];
    if (first === undefined) return passed;
    return failed(
      `\`${tool}\` was ${timesCalled(calls.length)}, more than ${max}.`,
      calls.slice(max).map(callEvidence),
    );
  });
};

/** `tool-not-called`: none of some tools is called. */
export const toolNotCalled: CompileCheck<"tool-not-called"> = ({ tools }) =>
  ready((session) => {
    const calls = toolCallsOf(session, tools);
    const [first] = calls;
    if (first === undefined) return passed;
    return failed(`\`${first.step.name}\` was called and must not be.`, calls.map(callEvidence));
  });

/** `no-repeated-call`: no call is made again with the same arguments more than `max` times. */
export const noRepeatedCall: CompileCheck<"no-repeated-call"> = ({ max, tools }) => {
  const check: Check = (session) => {
    const seen = new Map<string, PlacedStep<ToolStep>[]>();
    let isUnknown = false;
    for (const call of toolCallsOf(session, tools)) {
      const { name, arguments: given } = call.step;
      if (given === undefined) {
        isUnknown = true;
        continue;
      }
      const key = `${name} ${canonicalJson(given)}`;
      const calls = seen.get(key);
      if (calls === undefined) seen.set(key, [call]);
      else calls.push(call);
    }
    for (const calls of seen.values()) {
      const [repeated] = calls.slice(max);
      if (repeated === undefined) continue;
      return failed(
        `\`${repeated.step.name}\` was ${timesCalled(calls.length)} with the same arguments.`,
        calls.slice(max).map(callEvidence),
      );
    }
    return isUnknown ? unscored("The arguments of some tool calls were not captured.") : passed;
  };
  return ready(check);
};

/** A tool call as evidence: its name and its arguments. */
export function callEvidence({ ref, step }: PlacedStep<ToolStep>): Evidence {
  return at(ref, describeCall(step));
}

function timesCalled(count: number): string {
  if (count === 0) return "never called";
  if (count === 1) return "called once";
  return count === 2 ? "called twice" : `called ${count} times`;
}

const maxNamed = 5;

/** What the agent called instead, so that a missing call is understood without opening the session. */
export function othersCalled(session: Session, tools: readonly string[]): string {
  const names = new Set<string>();
  for (const { step } of toolCallsOf(session)) if (!tools.includes(step.name)) names.add(step.name);
  if (names.size === 0) return "The agent called no other tool.";
  const listed = [...names].slice(0, maxNamed).map((name) => cut(name, 60));
  return `The agent called ${listed.join(", ")}${names.size > maxNamed ? ", …" : ""}.`;
}
