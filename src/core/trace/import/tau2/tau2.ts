import { readToolCatalog } from "../../agent-facts.ts";
import type { Session, Turn } from "../../session.ts";
import type { Fields } from "../fields.ts";
import {
  dropOddTexts,
  dropOtherFields,
  idField,
  isFields,
  isNothing,
  textField,
} from "../fields.ts";
import {
  childPlace,
  DropList,
  type Dropped,
  inside,
  type Place,
  type Reading,
} from "../imported.ts";
import type { ChatMessage } from "../messages/chat-message.ts";
import { chatSession } from "../messages/chat-session.ts";
import { placeAt } from "../messages/place-id.ts";
import { readMessage } from "../messages/read-message.ts";
import { secondsAt, timeAt } from "../messages/read-time.ts";
import { TurnBuilder } from "../messages/turn-builder.ts";
import { costAt, readUsage } from "../messages/usage.ts";
import type { SessionReader } from "../session-reader.ts";
import { reportOddInfo } from "./tau2-info.ts";

/** Ways in which a simulation ends as it should; in any other it was broken off. */
const goodEnds = new Set(["user_stop", "agent_stop"]);

const simulationKeys = [
  "id",
  "task_id",
  "trial",
  "messages",
  "reward_info",
  "termination_reason",
  "start_time",
  "end_time",
  "duration",
  "timestamp",
  "policy",
];

/** Whether a value is one simulation of tau2-bench. */
export function isTau2Run(value: unknown): boolean {
  return (
    isFields(value) &&
    Array.isArray(value["messages"]) &&
    value["task_id"] !== undefined &&
    ("reward_info" in value || "termination_reason" in value)
  );
}

/** Whether a value is a results file of tau2-bench: simulations with what they have in common. */
export function isTau2Results(value: unknown): boolean {
  return isFields(value) && Array.isArray(value["simulations"]);
}

/**
 * Reads tau2-bench: a results file, or one simulation. Each simulation is a session.
 *
 * In some domains the user has tools too; what they called is no step of the agent's and is reported.
 */
export class Tau2Reader implements SessionReader {
  readonly #file: string;
  readonly #drops: DropList;

  constructor(file: string) {
    this.#file = file;
    this.#drops = new DropList(file);
  }

  add(value: unknown, place: Place): readonly Session[] {
    if (isTau2Results(value) && isFields(value)) return this.#readResults(value, place);
    if (isTau2Run(value) && isFields(value)) return [this.#readSimulation(value, {}, place)];
    this.#drops.add(place, "neither `simulations` nor one simulation of tau2-bench");
    return [];
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

  #readResults(results: Fields, place: Place): readonly Session[] {
    dropOtherFields(results, ["timestamp", "info", "tasks", "simulations"], place, this.#drops);
    const { info, simulations } = results;
    reportOddInfo(results, { place, drops: this.#drops });
    const list: readonly unknown[] = Array.isArray(simulations) ? simulations : [];
    const at = childPlace(place, "simulations");
    if (list.length === 0) this.#drops.add(at, "empty list: no simulations");
    return list.flatMap((simulation, index) => {
      const here = childPlace(at, index);
      if (isTau2Run(simulation) && isFields(simulation)) {
        return this.#readSimulation(simulation, isFields(info) ? info : {}, here);
      }
      this.#drops.add(here, "no simulation of tau2-bench: `messages` or `task_id` is missing");
      return [];
    });
  }

  #readSimulation(simulation: Fields, info: Fields, place: Place): Session {
    dropOtherFields(simulation, simulationKeys, place, this.#drops);
    dropOddTexts(simulation, ["id", "task_id", "policy", "termination_reason"], place, this.#drops);
    const agent = isFields(info["agent_info"]) ? info["agent_info"] : {};
    const world = isFields(info["environment_info"]) ? info["environment_info"] : {};
    const turns = new TurnBuilder(this.#drops);
    turns.addPolicy(textField(simulation, "policy") ?? textField(world, "policy"));
    const { messages } = simulation;
    const list: readonly unknown[] = Array.isArray(messages) ? messages : [];
    const at = childPlace(place, "messages");
    for (const [index, message] of list.entries()) {
      this.#readMessage(message, childPlace(at, index), turns);
    }
    const [name, model, version] = [
      textField(agent, "implementation"),
      textField(agent, "llm"),
      textField(info, "git_commit"),
    ];
    const toolCatalog = readToolCatalog(world["tool_defs"]);
    const session = chatSession(
      idField(simulation, "id") ?? placeAt(this.#file, place),
      turns.end(),
      {
        ...(name !== undefined && { name }),
        ...(version !== undefined && { version }),
        ...(model !== undefined && { model }),
        ...(toolCatalog !== undefined && { toolCatalog }),
      },
    );
    const reward = this.#readReward(simulation["reward_info"], childPlace(place, "reward_info"));
    const task = readTask(simulation, { place, drops: this.#drops });
    return {
      ...session,
      turns: withEnd(session.turns, textField(simulation, "termination_reason")),
      ...(reward !== undefined && { reward }),
      ...(task !== undefined && { task }),
    };
  }

  #readMessage(value: unknown, place: Place, turns: TurnBuilder): void {
    if (!isFields(value)) {
      this.#drops.add(place, "not a chat message: no role");
      return;
    }
    if (Array.isArray(value["tool_messages"])) {
      const at = childPlace(place, "tool_messages");
      for (const [index, one] of value["tool_messages"].entries()) {
        this.#readMessage(one, childPlace(at, index), turns);
      }
      return;
    }
    const isTool = value["role"] === "tool";
    if (isTool && value["requestor"] === "user") {
      this.#drops.add(place, "result of the user's own tool");
      return;
    }
    const { calls, rest } = ownCalls(value);
    if (value["role"] === "user" && calls !== undefined) {
      this.#drops.add(childPlace(place, "tool_calls"), "call of the user's own tool");
      if (value["content"] === null || value["content"] === undefined) return;
    }
    const chat = value["role"] === "assistant" ? { ...rest, tool_calls: calls } : rest;
    for (const { message, place: at } of readMessage(chat, place, this.#drops)) {
      turns.add(timed(message, value, { place, drops: this.#drops }), at);
    }
  }

  #readReward(info: unknown, place: Place): number | undefined {
    const reward = isFields(info) ? info["reward"] : undefined;
    if (reward === undefined || reward === null) return undefined;
    if (typeof reward === "number" && reward >= 0 && reward <= 1) return reward;
    this.#drops.add(childPlace(place, "reward"), "reward that is no number from 0 to 1");
    return undefined;
  }
}

/** What every message carries and a session has no place for. */
const overhead = new Set([
  "turn_idx",
  "timestamp",
  "cost",
  "usage",
  "raw_data",
  "requestor",
  "tool_calls",
  "generation_time_seconds",
  "is_audio",
  "is_final_chunk",
  "contains_speech",
]);

/** A message as a chat message: flat calls without `requestor`, failures under the name that chat logs use. */
function ownCalls(message: Fields): { readonly calls?: unknown; readonly rest: Fields } {
  const rest = Object.fromEntries(Object.entries(message).filter(([key]) => !overhead.has(key)));
  const list = message["tool_calls"];
  const calls: unknown = Array.isArray(list)
    ? list.map((call: unknown) => {
        if (!isFields(call)) return call;
        const { requestor: _, ...request } = call;
        return request;
      })
    : list;
  const isFailed = message["role"] === "tool" && message["error"] === true;
  return {
    ...(calls !== undefined && calls !== null && { calls }),
    rest: isFailed
      ? { ...rest, error: undefined, is_error: true }
      : { ...rest, ...(rest["error"] === false && { error: undefined }) },
  };
}

function timed(message: ChatMessage, fields: Fields, at: Reading): ChatMessage {
  if (message.kind !== "user" && message.kind !== "agent") return message;
  const startedAtMs = timeAt(fields, ["timestamp"], at);
  const began = startedAtMs === undefined ? {} : { startedAtMs };
  if (message.kind === "user") return { ...message, ...began };
  const spent = readUsage(fields["usage"], inside(at, "usage"), costAt(fields, "cost", at));
  const durationMs = secondsAt(fields, "generation_time_seconds", at);
  return {
    ...message,
    ...began,
    ...(spent !== undefined && { usage: spent }),
    ...(durationMs !== undefined && { durationMs }),
  };
}

function readTask(simulation: Fields, { place, drops }: Reading): Session["task"] {
  const id = textField(simulation, "task_id");
  const { trial } = simulation;
  if (id === undefined) return undefined;
  const isNumber = typeof trial === "number" && Number.isSafeInteger(trial) && trial >= 0;
  if (!isNumber && !isNothing(trial))
    drops.add(childPlace(place, "trial"), "trial that is no whole number");
  return { id, runIndex: isNumber ? trial : 0 };
}

/** A simulation that was broken off is an error of its last turn. */
function withEnd(turns: readonly Turn[], reason: string | undefined): readonly Turn[] {
  const last = turns.at(-1);
  if (reason === undefined || last === undefined || goodEnds.has(reason)) return turns;
  const error = { type: reason, message: `The simulation ended: ${reason}.` };
  return [...turns.slice(0, -1), { ...last, error }];
}
