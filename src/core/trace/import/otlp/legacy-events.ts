import type { Annotation } from "../../session.ts";
import type { Message } from "../../span.ts";
import type { Fields } from "../fields.ts";
import { isFields, isNothing } from "../fields.ts";
import type { DropList, Place } from "../imported.ts";
import { readMessages } from "../messages/read-message.ts";
import { asSpanMessages, readModelInput, readModelOutput } from "../messages/span-messages.ts";
import type { Attributes } from "./attributes.ts";
import { parseStructure } from "./attributes.ts";

/** An event of a span, or a log record that names one. */
export type GenAiEvent = {
  readonly name: string;
  readonly atMs: number | undefined;
  readonly attributes: Attributes;
  /** The body of a log record. */
  readonly body: unknown;
  readonly place: Place;
};

const roleOfEvent: ReadonlyMap<string, string> = new Map([
  ["gen_ai.system.message", "system"],
  ["gen_ai.user.message", "user"],
  ["gen_ai.assistant.message", "assistant"],
  ["gen_ai.tool.message", "tool"],
  ["gen_ai.choice", "assistant"],
]);

/** Whether an event carries content of a model call, or a verdict on it. */
export function isGenAiEvent(name: string): boolean {
  return name.startsWith("gen_ai.");
}

/** What events tell of a model call: absent where none of them is about it. */
export type EventFacts = {
  readonly input?: readonly Message[];
  readonly output?: readonly Message[];
  readonly annotations?: readonly Annotation[];
};

/**
 * Reads the events of one span in the order of their times: messages that were sent, choices that came back, and
 * evaluations of them.
 */
export function readGenAiEvents(events: readonly GenAiEvent[], drops: DropList): EventFacts {
  const input: Message[] = [];
  const output: Message[] = [];
  const annotations: Annotation[] = [];
  for (const event of events.toSorted((a, b) => (a.atMs ?? 0) - (b.atMs ?? 0))) {
    const role = roleOfEvent.get(event.name);
    if (role !== undefined) {
      const isChoice = event.name === "gen_ai.choice";
      (isChoice ? output : input).push(...readEvent(event, role, drops));
    } else if (event.name === "gen_ai.content.prompt") {
      input.push(
        ...(readModelInput(event.attributes.value("gen_ai.prompt"), event.place, drops) ?? []),
      );
    } else if (event.name === "gen_ai.content.completion") {
      const value = event.attributes.value("gen_ai.completion");
      output.push(...(readModelOutput(value, event.place, drops) ?? []));
    } else if (event.name === "gen_ai.evaluation.result") {
      annotations.push(...readEvaluation(event, drops));
    } else drops.add(event.place, "event that a session has no place for");
  }
  return {
    ...(input.length > 0 && { input }),
    ...(output.length > 0 && { output }),
    ...(annotations.length > 0 && { annotations }),
  };
}

/** One event as the chat message that it is: its fields stand in the body, in one attribute as JSON, or in several. */
function readEvent(event: GenAiEvent, role: string, drops: DropList): readonly Message[] {
  const fields = fieldsOf(event);
  if (!isFields(event.body) && typeof event.body !== "string" && !isNothing(event.body))
    drops.add(event.place, "body of an event that is no message");
  const { message, index: _, finish_reason: finishReason, ...own } = fields;
  if (!isFields(message) && typeof message !== "string" && !isNothing(message))
    drops.add(event.place, "message of an event that is none");
  const inner = isFields(message) ? message : own;
  const content = typeof message === "string" ? { content: message } : inner;
  const read = readMessages([{ role, ...content }], () => event.place, drops);
  const messages = asSpanMessages(read.map((placed) => placed.message));
  return typeof finishReason === "string"
    ? messages.map((whole) => ({ finishReason, ...whole }))
    : messages;
}

function fieldsOf({ body, attributes }: GenAiEvent): Fields {
  if (isFields(body)) return body;
  const content = attributes.structure("gen_ai.event.content");
  if (isFields(content)) return content;
  if (typeof body === "string") {
    const parsed = parseStructure(body);
    return isFields(parsed) ? parsed : { content: body };
  }
  const keys = ["content", "role", "tool_calls", "id", "name", "message", "finish_reason"];
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = key === "content" ? attributes.value(key) : attributes.structure(key);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

const scoreKey = "gen_ai.evaluation.score.value";

/** Reads a `gen_ai.evaluation.result`. It says nothing of who judged, and only people's verdicts are labels. */
function readEvaluation({ attributes, place }: GenAiEvent, drops: DropList): readonly Annotation[] {
  const name = attributes.text("gen_ai.evaluation.name");
  const score = attributes.number(scoreKey);
  const label = attributes.text("gen_ai.evaluation.score.label");
  const explanation = attributes.text("gen_ai.evaluation.explanation");
  const value = score !== undefined && label !== undefined ? { label, score } : (score ?? label);
  if (name === undefined || value === undefined) {
    drops.add(place, "evaluation without a name or a value");
    return [];
  }
  if (score === undefined && !isNothing(attributes.value(scoreKey)))
    drops.add(attributes.placeOf(scoreKey), "score of an evaluation that is no number");
  return [{ name, by: "model", value, ...(explanation !== undefined && { explanation }) }];
}
