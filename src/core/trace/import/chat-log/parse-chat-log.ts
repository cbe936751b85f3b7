import { readToolCatalog } from "../../agent-facts.ts";
import type { Session } from "../../session.ts";
import type { Fields } from "../fields.ts";
import { dropOddTexts, dropOtherFields, idField, isFields, textField } from "../fields.ts";
import type { Imported, Place } from "../imported.ts";
import { childPlace, DropList } from "../imported.ts";
import { chatSession } from "../messages/chat-session.ts";
import { readContentText } from "../messages/parts.ts";
import { placeAt } from "../messages/place-id.ts";
import { dialectOf } from "../messages/read-message.ts";
import type { ChatTurns } from "../messages/turn-builder.ts";
import type { SessionReader } from "../session-reader.ts";
import { readTurns } from "./turns.ts";

/** Lists of records may nest this deep; what lies deeper is reported, not read. */
const maxListDepth = 4;

/** The fields under which a record keeps its messages: OpenAI's own name, then tau-bench's. */
const messageKeys = ["messages", "traj"] as const;
const idKeys = ["id", "session_id", "conversation_id", "thread_id"] as const;

/**
 * Reads chat messages: one list of messages, `{messages: […]}`, a tau-bench record, or a list of any of these.
 *
 * Never throws, whatever `value` is: what cannot be read stands in `dropped` with its place.
 */
export function parseChatLog(value: unknown, file: string): Imported {
  const reader = new ChatLogReader(file);
  const sessions = [...reader.add(value, { path: "" }), ...reader.end()];
  return { sessions, dropped: reader.dropped() };
}

/**
 * The same for a file that is read piece by piece, such as JSON Lines: each line is a record, or one message of the
 * file's only session.
 *
 * Holds nothing of the records it has handed out, apart from how many runs it saw of each task.
 */
export class ChatLogReader implements SessionReader {
  readonly #file: string;
  readonly #drops: DropList;
  readonly #looseMessages: { readonly value: unknown; readonly place: Place }[] = [];
  readonly #runsOfTask = new Map<string, number>();

  constructor(file: string) {
    this.#file = file;
    this.#drops = new DropList(file);
  }

  /** Takes the next value of the file and returns the sessions that are complete with it. */
  add(value: unknown, place: Place): readonly Session[] {
    if (dialectOf(value) !== undefined) {
      this.#looseMessages.push({ value, place });
      return [];
    }
    return this.#read(value, place, maxListDepth);
  }

  /** Notes a piece of the file that was no value at all, such as a line that is not JSON. */
  drop(place: Place, reason: string): void {
    this.#drops.add(place, reason);
  }

  /** Returns the session that loose messages make up, after the last value of the file. */
  end(): readonly Session[] {
    const messages = this.#looseMessages.splice(0);
    if (messages.length === 0) return [];
    const values = messages.map(({ value }) => value);
    const placeOf = (index: number): Place => messages[index]?.place ?? { path: "" };
    return [
      chatSession(placeAt(this.#file, { path: "" }), readTurns(values, placeOf, this.#drops)),
    ];
  }

  /** All that did not reach a session so far. */
  dropped(): Imported["dropped"] {
    return this.#drops.list();
  }

  #read(value: unknown, place: Place, listsLeft: number): readonly Session[] {
    if (Array.isArray(value)) return this.#readList(value, place, listsLeft);
    if (!isFields(value)) {
      this.#drops.add(place, "neither a list of chat messages nor a record that holds one");
      return [];
    }
    const key = messageKeys.find((candidate) => Array.isArray(value[candidate]));
    const messages = key === undefined ? undefined : value[key];
    if (key === undefined || !Array.isArray(messages)) {
      this.#drops.add(place, "record without a list under `messages` or `traj`");
      return [];
    }
    const at = childPlace(place, "system");
    const policy = readContentText(value["system"], at, this.#drops);
    const said = this.#readMessages(messages, childPlace(place, key), policy);
    return [this.#readRecord(value, said, { key, place })];
  }

  #readList(list: readonly unknown[], place: Place, listsLeft: number): readonly Session[] {
    if (list.length === 0) {
      this.#drops.add(place, "empty list: no messages");
      return [];
    }
    if (list.some((item) => dialectOf(item) !== undefined)) {
      return [chatSession(placeAt(this.#file, place), this.#readMessages(list, place))];
    }
    if (listsLeft === 0) {
      this.#drops.add(place, `lists nested deeper than ${maxListDepth}`);
      return [];
    }
    return list.flatMap((item, index) => this.#read(item, childPlace(place, index), listsLeft - 1));
  }

  #readMessages(messages: readonly unknown[], place: Place, policy?: string): ChatTurns {
    const placeOf = (index: number): Place => childPlace(place, index);
    return readTurns(messages, placeOf, this.#drops, policy);
  }

  #readRecord(
    record: Fields,
    said: ChatTurns,
    { key, place }: { readonly key: string; readonly place: Place },
  ): Session {
    const known = [key, "task_id", "trial", "reward", "model", "tools", "system", ...idKeys];
    dropOtherFields(record, known, place, this.#drops);
    dropOddTexts(record, ["task_id", "model", ...idKeys], place, this.#drops);
    const ownId = idKeys.map((idKey) => idField(record, idKey)).find((id) => id !== undefined);
    const reward = this.#readReward(record["reward"], childPlace(place, "reward"));
    const task = this.#readTask(record, place);
    const model = textField(record, "model");
    const toolCatalog = readToolCatalog(record["tools"]);
    const seen = {
      ...(model !== undefined && { model }),
      ...(toolCatalog !== undefined && { toolCatalog }),
    };
    return {
      ...chatSession(ownId ?? placeAt(this.#file, place), said, seen),
      ...(reward !== undefined && { reward }),
      ...(task !== undefined && { task }),
    };
  }

  #readReward(value: unknown, place: Place): number | undefined {
    if (value === undefined || value === null) return undefined;
    if (typeof value === "boolean") return value ? 1 : 0;
    if (typeof value === "number" && value >= 0 && value <= 1) return value;
    this.#drops.add(place, "reward that is no number from 0 to 1");
    return undefined;
  }

  /** Without `trial`, the runs of a task are numbered in the order in which the file has them. */
  #readTask(record: Fields, place: Place): Session["task"] {
    const id = textField(record, "task_id");
    if (id === undefined) return undefined;
    const seen = this.#runsOfTask.get(id) ?? 0;
    this.#runsOfTask.set(id, seen + 1);
    const { trial } = record;
    if (typeof trial === "number" && Number.isSafeInteger(trial) && trial >= 0) {
      return { id, runIndex: trial };
    }
    if (trial !== undefined && trial !== null) {
      this.#drops.add(childPlace(place, "trial"), "trial that is no whole number");
    }
    return { id, runIndex: seen };
  }
}
