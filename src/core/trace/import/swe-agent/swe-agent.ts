import { isJsonValue, type JsonValue } from "../../json.ts";
import type { Session } from "../../session.ts";
import { parseArguments } from "../embedded-value.ts";
import type { Fields } from "../fields.ts";
import { dropOtherFields, isFields, textField } from "../fields.ts";
import { childPlace, DropList, type Dropped, type Place } from "../imported.ts";
import type { ChatMessage, ToolMessage } from "../messages/chat-message.ts";
import { chatSession } from "../messages/chat-session.ts";
import { firstText, readContentText } from "../messages/parts.ts";
import { placeAt } from "../messages/place-id.ts";
import { readMessage } from "../messages/read-message.ts";
import { secondsAt } from "../messages/read-time.ts";
import { TurnBuilder } from "../messages/turn-builder.ts";
import type { SessionReader } from "../session-reader.ts";

const ownKeys = ["message_type", "is_demo", "thought", "action", "tool_call_ids"];
/** What the agent writes into each message and a session has no place for. */
const messageKeys = [
  "message_type",
  "agent",
  "thought",
  "action",
  "is_demo",
  "tags",
  "cache_control",
];

/** Whether a value is a SWE-agent trajectory, and by what it is known. */
export function isTrajectory(value: unknown): boolean {
  if (!isFields(value)) return false;
  const { history, trajectory } = value;
  return (
    (Array.isArray(history) && history.some(isOwnMessage)) ||
    (Array.isArray(trajectory) && trajectory.some(isStep))
  );
}

function isOwnMessage(item: unknown): boolean {
  return isFields(item) && ownKeys.some((key) => key in item);
}

function isStep(item: unknown): boolean {
  return isFields(item) && "action" in item && "observation" in item;
}

/**
 * Reads SWE-agent's `.traj` files: one session each.
 *
 * Where the model called tools, its calls are read. Where it wrote commands, each `action` is a call of the tool that
 * its first word names, and what the environment said next is its result. Demonstrations are no part of the session.
 */
export class SweAgentReader implements SessionReader {
  readonly #file: string;
  readonly #drops: DropList;

  constructor(file: string) {
    this.#file = file;
    this.#drops = new DropList(file);
  }

  add(value: unknown, place: Place): readonly Session[] {
    if (!isTrajectory(value) || !isFields(value)) {
      this.#drops.add(
        place,
        "no SWE-agent trajectory: neither `history` nor `trajectory` holds steps",
      );
      return [];
    }
    const known = ["history", "trajectory", "info", "replay_config", "environment"];
    dropOtherFields(value, known, place, this.#drops);
    return [new TrajectoryReading(value, place, this.#drops).session(this.#file)];
  }

  drop(place: Place, reason: string): void {
    this.#drops.add(place, reason);
  }

  end(): readonly Session[] {
    return [];
  }

  dropped(): readonly Dropped[] {
    return this.#drops.list();
  }
}

class TrajectoryReading {
  readonly #record: Fields;
  readonly #place: Place;
  readonly #drops: DropList;
  readonly #turns: TurnBuilder;
  readonly #steps: readonly unknown[];
  /** How many actions were read: the next one is described by the step of that index. */
  #actions = 0;
  #waiting: { readonly name: string } | undefined;

  constructor(record: Fields, place: Place, drops: DropList) {
    this.#record = record;
    this.#place = place;
    this.#drops = drops;
    this.#turns = new TurnBuilder(drops);
    const { trajectory } = record;
    this.#steps = Array.isArray(trajectory) ? trajectory : [];
  }

  session(file: string): Session {
    const { history } = this.#record;
    if (Array.isArray(history) && history.length > 0) this.#readHistory(history);
    else this.#readSteps();
    const { id, model } = this.#readConfig();
    const finalState = this.#readInfo();
    return {
      ...chatSession(
        id ?? placeAt(file, this.#place),
        this.#turns.end(),
        model === undefined ? {} : { model },
      ),
      ...(id !== undefined && { task: { id, runIndex: 0 } }),
      ...(finalState !== undefined && { finalState }),
    };
  }

  #readHistory(history: readonly unknown[]): void {
    const at = childPlace(this.#place, "history");
    for (const [index, item] of history.entries()) {
      const place = childPlace(at, index);
      if (!isFields(item)) this.#drops.add(place, "not a chat message: no role");
      else if (item["is_demo"] === true)
        this.#drops.add(place, "demonstration: no part of the session");
      else this.#readItem(item, place);
    }
    this.#readLastObservation();
  }

  /** The history may end before what the last action did; the steps have it. */
  #readLastObservation(): void {
    const index = this.#actions - 1;
    const step = this.#steps[index];
    const said = isFields(step) ? textField(step, "observation") : undefined;
    if (this.#waiting === undefined || said === undefined) return;
    this.#answer(said, childPlace(childPlace(this.#place, "trajectory"), index));
  }

  #readItem(item: Fields, place: Place): void {
    const isCalling = Array.isArray(item["tool_calls"]) && item["tool_calls"].length > 0;
    const action = textField(item, "action");
    if (
      item["role"] === "assistant" &&
      !isCalling &&
      action !== undefined &&
      action.trim() !== ""
    ) {
      this.#readAction(item, action, place);
      return;
    }
    if (item["role"] === "user" && this.#waiting !== undefined) {
      this.#readObservation(item, place);
      return;
    }
    const ids = item["tool_call_ids"];
    const [id]: readonly unknown[] = Array.isArray(ids) ? ids : [];
    const own = Object.fromEntries(
      Object.entries(item).filter(([key]) => !messageKeys.includes(key) && key !== "tool_call_ids"),
    );
    const chat = id === undefined ? own : { ...own, tool_call_id: id };
    for (const { message, place: at } of readMessage(chat, place, this.#drops)) {
      if (message.kind === "agent" && isCalling) this.#actions += 1;
      this.#turns.add(message.kind === "tool" ? this.#timed(message) : message, at);
    }
  }

  #readAction(item: Fields, action: string, place: Place): void {
    const text = readContentText(item["content"], childPlace(place, "content"), this.#drops);
    dropOtherFields(item, [...messageKeys, "role", "content"], place, this.#drops);
    this.#call(action, text, place);
  }

  #call(action: string, text: string | undefined, place: Place): void {
    const name = action.trim().split(/\s/, 1)[0] ?? action;
    const said = text === undefined ? {} : { text };
    const toolCalls = [{ name, arguments: { command: action } }];
    this.#turns.add({ kind: "agent", ...said, toolCalls }, place);
    this.#actions += 1;
    this.#waiting = { name };
  }

  #readObservation(item: Fields, place: Place): void {
    const result = readContentText(item["content"], childPlace(place, "content"), this.#drops);
    dropOtherFields(item, [...messageKeys, "role", "content"], place, this.#drops);
    this.#answer(result, place);
  }

  #answer(result: string | undefined, place: Place): void {
    const name = this.#waiting?.name;
    this.#waiting = undefined;
    const answer: ChatMessage = {
      kind: "tool",
      ...(name !== undefined && { name }),
      ...(result !== undefined && { result }),
    };
    this.#turns.add(this.#timed(answer), place);
  }

  /** Without a history the steps tell the session: what was asked is then not captured. */
  #readSteps(): void {
    const at = childPlace(this.#place, "trajectory");
    for (const [index, step] of this.#steps.entries()) {
      const place = childPlace(at, index);
      const action = isFields(step) ? textField(step, "action") : undefined;
      if (!isFields(step) || action === undefined) {
        this.#drops.add(place, "step without an action");
        continue;
      }
      const said = ["action", "observation", "response", "thought", "state", "execution_time"];
      dropOtherFields(step, said, place, this.#drops);
      this.#call(action, firstText(step, ["thought", "response"]), place);
      this.#answer(textField(step, "observation"), place);
    }
  }

  #timed(message: ToolMessage): ToolMessage {
    const index = this.#actions - 1;
    const step = this.#steps[index];
    if (!isFields(step)) return message;
    const place = childPlace(childPlace(this.#place, "trajectory"), index);
    const durationMs = secondsAt(step, "execution_time", { place, drops: this.#drops });
    return durationMs === undefined ? message : { ...message, durationMs };
  }

  /** The settings that the agent was started with; newer versions write them as JSON text. */
  #readConfig(): { readonly id?: string; readonly model?: string } {
    const at = childPlace(this.#place, "replay_config");
    const config = parseArguments(this.#record["replay_config"], at, this.#drops);
    const problem = fieldsAt(config, ["problem_statement"]);
    const model = textField(fieldsAt(config, ["agent", "model"]), "name");
    const id = textField(problem, "id");
    return { ...(id !== undefined && { id }), ...(model !== undefined && { model }) };
  }

  /** What the agent handed in, and how it ended. */
  #readInfo(): JsonValue | undefined {
    const { info } = this.#record;
    if (!isFields(info)) return undefined;
    const place = childPlace(this.#place, "info");
    dropOtherFields(info, ["submission", "exit_status"], place, this.#drops);
    const kept = ["exit_status", "submission"].flatMap((key) => {
      const value = info[key];
      return isJsonValue(value) && value !== null ? [[key, value] as const] : [];
    });
    return kept.length === 0 ? undefined : Object.fromEntries(kept);
  }
}

function fieldsAt(value: unknown, keys: readonly string[]): Fields {
  const found = keys.reduce<unknown>(
    (outer, key) => (isFields(outer) ? outer[key] : undefined),
    value,
  );
  return isFields(found) ? found : {};
}
