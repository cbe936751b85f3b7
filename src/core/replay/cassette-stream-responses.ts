import { isJsonObject, type JsonObject } from "../trace/json.ts";
import { objectsAt, textAt } from "./cassette-fields.ts";
import type { StreamEvent } from "./cassette-stream-event.ts";

const endings: ReadonlySet<string> = new Set(["response.completed", "response.incomplete"]);

/** An answer of the Responses API as its events; `undefined` where the body is none. */
export function responsesStream(response: JsonObject): readonly StreamEvent[] | undefined {
  if (!Array.isArray(response["output"])) return undefined;
  const output = objectsAt(response, "output");
  const started = { ...response, status: "in_progress", output: [] };
  const ending = response["status"] === "incomplete" ? "incomplete" : "completed";
  const events: JsonObject[] = [
    { type: "response.created", response: started },
    { type: "response.in_progress", response: started },
    ...output.flatMap((item, index) => eventsOfItem(item, index)),
    { type: `response.${ending}`, response },
  ];
  return events.map((event, sequence_number) => ({
    event: textAt(event, "type"),
    data: { ...event, sequence_number },
  }));
}

/** The answer that a stream ends with; `undefined` where it ended otherwise. */
export function joinResponsesStream(events: readonly StreamEvent[]): JsonObject | undefined {
  for (const { data } of events.toReversed()) {
    if (isJsonObject(data) && endings.has(textAt(data, "type"))) {
      const response = data["response"];
      return isJsonObject(response) ? response : undefined;
    }
  }
  return undefined;
}

function eventsOfItem(item: JsonObject, output_index: number): readonly JsonObject[] {
  const place = { output_index, item_id: textAt(item, "id") };
  const whole = { type: "response.output_item.done", output_index, item };
  switch (textAt(item, "type")) {
    case "message":
      return [
        added(output_index, { ...item, status: "in_progress", content: [] }),
        ...objectsAt(item, "content").flatMap((part, content_index) =>
          eventsOfPart(part, { ...place, content_index }),
        ),
        whole,
      ];
    case "function_call": {
      const type = "response.function_call_arguments";
      const text = textAt(item, "arguments");
      const name = textAt(item, "name");
      return [
        added(output_index, { ...item, status: "in_progress", arguments: "" }),
        { type: `${type}.delta`, ...place, delta: text },
        { type: `${type}.done`, ...place, name, arguments: text },
        whole,
      ];
    }
    case "custom_tool_call": {
      const type = "response.custom_tool_call_input";
      const text = textAt(item, "input");
      return [
        added(output_index, { ...item, status: "in_progress", input: "" }),
        { type: `${type}.delta`, ...place, delta: text },
        { type: `${type}.done`, ...place, input: text },
        whole,
      ];
    }
    default:
      return [added(output_index, item), whole];
  }
}

function added(output_index: number, item: JsonObject): JsonObject {
  return { type: "response.output_item.added", output_index, item };
}

function eventsOfPart(part: JsonObject, place: JsonObject): readonly JsonObject[] {
  const field = part["type"] === "refusal" ? "refusal" : "text";
  const type = field === "refusal" ? "response.refusal" : "response.output_text";
  const text = textAt(part, field);
  return [
    { type: "response.content_part.added", ...place, part: { ...part, [field]: "" } },
    { type: `${type}.delta`, ...place, delta: text, logprobs: [] },
    { type: `${type}.done`, ...place, [field]: text, logprobs: [] },
    { type: "response.content_part.done", ...place, part },
  ];
}
