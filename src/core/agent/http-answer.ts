import { printable } from "../text/printable.ts";
import { isJsonValue, type JsonValue } from "../trace/json.ts";
import type { ToolStep } from "../trace/session.ts";
import { parseToolSteps } from "./agent-message.ts";
import { valueAtPointer } from "./json-pointer.ts";

/** Where an HTTP agent's answer holds what, as JSON Pointers. */
export type HttpAnswerMapping = {
  readonly reply: string;
  readonly finalState?: string | undefined;
  readonly policy?: string | undefined;
  readonly toolCalls?: string | undefined;
  readonly session?: string | undefined;
  /** Of an event stream: where an event holds the next piece of the reply. */
  readonly delta?: string | undefined;
  /** Of an event stream: the data of the event that ends it, such as `[DONE]`. */
  readonly done?: string | undefined;
};

export type HttpAnswer = {
  readonly text: string;
  readonly steps: readonly ToolStep[];
  readonly finalState?: JsonValue;
  readonly policy?: string;
  /** The session that the agent says it answered. */
  readonly session?: string;
};

export type ReadAnswer =
  | { readonly kind: "answer"; readonly answer: HttpAnswer }
  /** Why it is none; ends a sentence that begins with "the agent". */
  | { readonly kind: "refused"; readonly reason: string };

/** Reads the body of a whole answer: JSON by the mapping, or a plain text that is the reply itself. */
export function readHttpAnswer(
  body: string,
  { mapping, isJson }: { readonly mapping: HttpAnswerMapping; readonly isJson: boolean },
): ReadAnswer {
  if (!isJson) return { kind: "answer", answer: { text: body, steps: [] } };
  const parsed = parseJson(body);
  if (parsed === undefined) return refused(`answered with no JSON: "${printable(body, 120)}"`);
  const draft = new AnswerDraft(mapping);
  const problem = draft.add(parsed.value);
  return problem === undefined ? draft.end() : refused(problem);
}

/** Collects the answer of an agent that streams it, event by event. */
export class AnswerStream {
  readonly #mapping: HttpAnswerMapping;
  readonly #draft: AnswerDraft;
  #problem: string | undefined;
  #isDone = false;

  constructor(mapping: HttpAnswerMapping) {
    this.#mapping = mapping;
    this.#draft = new AnswerDraft(mapping);
  }

  /** Takes the data of one event. `over`: nothing more needs to be read. */
  add(data: string): "more" | "over" {
    if (this.#isDone || this.#problem !== undefined) return "over";
    if (data === this.#mapping.done) {
      this.#isDone = true;
      return "over";
    }
    if (data === "") return "more";
    const parsed = parseJson(data);
    this.#problem =
      parsed === undefined
        ? `streamed an event that is no JSON: "${printable(data, 120)}"`
        : this.#draft.add(parsed.value);
    return this.#problem === undefined ? "more" : "over";
  }

  /** What the stream came to, once it has ended. */
  end(): ReadAnswer {
    const { done } = this.#mapping;
    if (this.#problem !== undefined) return refused(this.#problem);
    if (done !== undefined && !this.#isDone)
      return refused(`ended its stream before ${JSON.stringify(done)} (agent.response.done)`);
    return this.#draft.end();
  }
}

/** An answer of which the parts may come one after another; later ones win, deltas and tool calls add up. */
class AnswerDraft {
  readonly #mapping: HttpAnswerMapping;
  readonly #steps: ToolStep[] = [];
  #deltas: string | undefined;
  #whole: string | undefined;
  #others: Pick<HttpAnswer, "finalState" | "policy" | "session"> = {};

  constructor(mapping: HttpAnswerMapping) {
    this.#mapping = mapping;
  }

  /** Takes one JSON value; says what is wrong with it. */
  add(value: unknown): string | undefined {
    if (!isJsonValue(value)) return "answered with JSON that is nested deeper than 64";
    const { reply, delta, finalState, policy, session, toolCalls } = this.#mapping;
    const whole = at(value, reply);
    if (typeof whole === "string") this.#whole = whole;
    else if (whole !== undefined && whole !== null)
      return `answered with something that is no text at ${named("reply", reply)}`;
    const piece = at(value, delta);
    if (typeof piece === "string") this.#deltas = (this.#deltas ?? "") + piece;
    const state = at(value, finalState);
    const text = at(value, policy);
    const id = at(value, session);
    this.#others = {
      ...this.#others,
      ...(state !== undefined && { finalState: state }),
      ...(typeof text === "string" && { policy: text.toWellFormed() }),
      ...((typeof id === "string" || typeof id === "number") && { session: String(id) }),
    };
    const calls = at(value, toolCalls);
    if (calls === undefined || calls === null) return undefined;
    const parsed = parseToolSteps(calls);
    if (parsed.kind === "refused")
      return `answered with wrong tool calls at ${named("toolCalls", toolCalls)}: ${parsed.reason}`;
    this.#steps.push(...parsed.steps);
    return undefined;
  }

  end(): ReadAnswer {
    const { reply, session } = this.#mapping;
    const text = this.#whole ?? this.#deltas;
    if (text === undefined) return refused(`answered without a text at ${named("reply", reply)}`);
    if (session !== undefined && this.#others.session === undefined)
      return refused(`answered without its session at ${named("session", session)}`);
    return {
      kind: "answer",
      answer: { text: text.toWellFormed(), steps: this.#steps, ...this.#others },
    };
  }
}

function at(value: JsonValue, pointer: string | undefined): JsonValue | undefined {
  if (pointer === undefined) return undefined;
  const found = valueAtPointer(value, pointer);
  return isJsonValue(found) ? found : undefined;
}

function named(key: string, pointer: string | undefined): string {
  return `${JSON.stringify(pointer ?? "")} (agent.response.${key})`;
}

function refused(reason: string): ReadAnswer {
  return { kind: "refused", reason };
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    // The caller says so, with the place.
    return undefined;
  }
}
