import type { JsonValue } from "../trace/json.ts";
import type { Session, StepError, StepRef } from "../trace/session.ts";
import { toolStepsOf } from "../trace/steps.ts";

/** One call of a recorded session that can be answered again. */
export type RecordedCall = {
  readonly at: StepRef;
  /** Absent where they were not captured. */
  readonly arguments?: JsonValue;
  readonly answer: RecordedAnswer;
};

export type RecordedAnswer =
  | { readonly kind: "result"; readonly result: JsonValue }
  | { readonly kind: "error"; readonly error: StepError };

/** The recorded calls of one tool, in the order of the session. */
export type RecordedTool = {
  readonly calls: readonly RecordedCall[];
  /** How many more calls there were whose answer was not captured. */
  readonly unanswered: number;
};

/** The tool calls of a recorded session, by tool. */
export type Recording = ReadonlyMap<string, RecordedTool>;

/** Reads the tool calls of a session; one whose answer was not captured can answer nothing. */
export function recordingOf(session: Session): Recording {
  const tools = new Map<string, { calls: RecordedCall[]; unanswered: number }>();
  for (const { ref, step } of toolStepsOf(session)) {
    const tool = tools.get(step.name) ?? { calls: [], unanswered: 0 };
    tools.set(step.name, tool);
    const answer = answerOf(step);
    if (answer === undefined) tool.unanswered += 1;
    else {
      const given = step.arguments === undefined ? {} : { arguments: step.arguments };
      tool.calls.push({ at: ref, ...given, answer });
    }
  }
  return tools;
}

function answerOf(step: {
  readonly status: "ok" | "error" | "pending";
  readonly result?: JsonValue;
  readonly error?: StepError;
}): RecordedAnswer | undefined {
  const { status, result, error } = step;
  if (status === "error") {
    // Some recorders keep the message of a failed call as its result.
    const message = typeof result === "string" ? result : JSON.stringify(result ?? "failed");
    return { kind: "error", error: error ?? { type: "Error", message } };
  }
  return status === "ok" && result !== undefined ? { kind: "result", result } : undefined;
}
