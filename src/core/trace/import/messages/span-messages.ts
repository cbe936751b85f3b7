import type { Message } from "../../span.ts";
import { parseArguments } from "../embedded-value.ts";
import { dropOtherFields, type Fields, isFields, isNothing, textField } from "../fields.ts";
import { childPlace, type DropList, type Place } from "../imported.ts";
import { callSettings } from "./call-settings.ts";
import type { ChatMessage } from "./chat-message.ts";
import { dialectOf, readMessages } from "./read-message.ts";

/** Messages as a span holds them. */
export function asSpanMessages(messages: readonly ChatMessage[]): readonly Message[] {
  return messages.map(asSpanMessage);
}

function asSpanMessage(message: ChatMessage): Message {
  switch (message.kind) {
    case "policy":
      return { role: "system", ...textOf(message) };
    case "user":
      return { role: "user", ...textOf(message) };
    case "agent": {
      const { reasoning, toolCalls, finishReason } = message;
      return {
        role: "assistant",
        ...textOf(message),
        ...(reasoning !== undefined && { reasoning }),
        ...(toolCalls !== undefined && { toolCalls }),
        ...(finishReason !== undefined && { finishReason }),
      };
    }
    case "tool": {
      const { callId, name, error } = message;
      const result = message.result ?? error?.message;
      const answer = {
        ...(callId !== undefined && { callId }),
        ...(name !== undefined && { name }),
        ...(result !== undefined && { result }),
        ...(error !== undefined && { isError: true }),
      };
      return { role: "tool", toolResults: [answer] };
    }
  }
}

function textOf({ text }: { readonly text?: string }): { readonly text?: string } {
  return text === undefined ? {} : { text };
}

/** Under what exports keep the messages of a model call: what it was sent, and what it answered. */
const inputKeys = ["messages", "input", "prompts", "prompt", "question", "query"] as const;
const outputKeys = [
  "messages",
  "message",
  "output",
  "generations",
  "choices",
  "completion",
  "answer",
  "response",
] as const;
/** Wrappers nest: `generations[0][0].message`. */
const maxDepth = 5;

/**
 * What a model was sent, as an export holds it: a list of messages, an object that wraps one, a prompt, or any of
 * these as JSON text. `undefined` where nothing was captured.
 */
export function readModelInput(
  value: unknown,
  place: Place,
  drops: DropList,
): readonly Message[] | undefined {
  return new SideReading("user", inputKeys, drops).read(value, place, maxDepth);
}

/** What a model answered, likewise. */
export function readModelOutput(
  value: unknown,
  place: Place,
  drops: DropList,
): readonly Message[] | undefined {
  return new SideReading("assistant", outputKeys, drops).read(value, place, maxDepth);
}

class SideReading {
  readonly #speaker: "user" | "assistant";
  readonly #keys: readonly string[];
  readonly #drops: DropList;

  constructor(speaker: "user" | "assistant", keys: readonly string[], drops: DropList) {
    this.#speaker = speaker;
    this.#keys = keys;
    this.#drops = drops;
  }

  read(side: unknown, place: Place, depthLeft: number): readonly Message[] | undefined {
    const value = typeof side === "string" ? parseArguments(side, place, this.#drops) : side;
    if (value === undefined || value === null) return undefined;
    if (typeof side === "string" && (side.trim() === "" || typeof value === "string")) {
      return [{ role: this.#speaker, text: side }];
    }
    if (depthLeft === 0) {
      this.#drops.add(place, "messages that are wrapped too deep");
      return undefined;
    }
    if (Array.isArray(value)) return this.#readList(value, place, depthLeft);
    if (dialectOf(value) !== undefined) {
      return this.#readMessages([value], () => place);
    }
    return isFields(value) ? this.#readObject(value, place, depthLeft) : undefined;
  }

  #readList(
    list: readonly unknown[],
    place: Place,
    depthLeft: number,
  ): readonly Message[] | undefined {
    if (list.some((item) => dialectOf(item) !== undefined)) {
      return this.#readMessages(list, (index) => childPlace(place, index));
    }
    const read = list.map((item, index) =>
      this.read(item, childPlace(place, index), depthLeft - 1),
    );
    return list.length > 0 && read.every((side) => side === undefined)
      ? undefined
      : read.flatMap((side) => side ?? []);
  }

  /** Messages of which none can be read were not captured, which is not the same as none. */
  #readMessages(
    list: readonly unknown[],
    placeOf: (index: number) => Place,
  ): readonly Message[] | undefined {
    const placed = readMessages(list, placeOf, this.#drops);
    for (const { message, place } of placed)
      if (message.kind === "user" && message.text === undefined)
        this.#drops.add(place, "user message whose text was not captured");
    return placed.length === 0 ? undefined : asSpanMessages(placed.map(({ message }) => message));
  }

  #readObject(object: Fields, place: Place, depthLeft: number): readonly Message[] | undefined {
    const key = this.#keys.find((name) => object[name] !== undefined && object[name] !== null);
    if (key !== undefined) {
      const read = this.read(object[key], childPlace(place, key), depthLeft - 1);
      const finishReason = this.#readBeside(object, key, place);
      const [only] = read ?? [];
      return typeof finishReason === "string" && only !== undefined && read?.length === 1
        ? [{ ...only, finishReason }]
        : read;
    }
    const { text, content } = object;
    const said = typeof text === "string" ? text : content;
    if (typeof said === "string") {
      this.#readBeside(object, said === text ? "text" : "content", place);
      return [{ role: this.#speaker, text: said }];
    }
    if (Object.keys(object).length === 0) return undefined;
    return [{ role: this.#speaker, text: JSON.stringify(object) }];
  }

  /** Reports what stands beside the words, and returns how they ended. */
  #readBeside(object: Fields, key: string, place: Place): unknown {
    // A generation of LangChain holds its message, and the words of it once more.
    const known = [
      ...callSettings,
      "incomplete_details",
      key,
      ...(key === "message" ? ["text"] : []),
    ];
    dropOtherFields(object, known, place, this.#drops);
    const { finish_reason: end, incomplete_details: details, generation_info: info } = object;
    if (object["status"] === "incomplete")
      return (isFields(details) ? textField(details, "reason") : undefined) ?? "incomplete";
    if (!isFields(info)) return end;
    if (!isNothing(info["logprobs"])) {
      const at = childPlace(childPlace(place, "generation_info"), "logprobs");
      this.#drops.add(at, "field that a session has no place for");
    }
    return end ?? info["finish_reason"];
  }
}
