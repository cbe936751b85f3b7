import { readToolCatalog } from "../../agent-facts.ts";
import type { Session, ToolRequest } from "../../session.ts";
import { parseArguments } from "../embedded-value.ts";
import type { Fields } from "../fields.ts";
import {
  dropOddTexts,
  dropOtherFields,
  idField,
  isFields,
  isNothing,
  textField,
} from "../fields.ts";
import { childPlace, DropList, type Dropped, inside, type Place } from "../imported.ts";
import type { AgentMessage, ToolMessage } from "../messages/chat-message.ts";
import { chatSession } from "../messages/chat-session.ts";
import { readContentText, readToolResult } from "../messages/parts.ts";
import { placeAt } from "../messages/place-id.ts";
import { timeAt } from "../messages/read-time.ts";
import { TurnBuilder } from "../messages/turn-builder.ts";
import { readUsage } from "../messages/usage.ts";
import type { SessionReader } from "../session-reader.ts";

/** Whether a value is a trajectory in the Agent Trajectory Interchange Format, of any version 1. */
export function isAtif(value: unknown): boolean {
  if (!isFields(value) || !Array.isArray(value["steps"])) return false;
  return /^ATIF-v1(?:\.|$)/.test(textField(value, "schema_version") ?? "");
}

/**
 * Reads ATIF trajectories (https://harborframework.com/docs/trajectory-format), versions 1.x: one session each.
 *
 * Trajectories of sub-agents that stand inside one are sessions of their own, since their steps have no order among
 * those of the agent that called them.
 */
export class AtifReader implements SessionReader {
  readonly #file: string;
  readonly #drops: DropList;

  constructor(file: string) {
    this.#file = file;
    this.#drops = new DropList(file);
  }

  add(value: unknown, place: Place): readonly Session[] {
    return this.#read(value, place, 8);
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

  #read(value: unknown, place: Place, levelsLeft: number): readonly Session[] {
    if (!isAtif(value) || !isFields(value) || levelsLeft === 0) {
      this.#drops.add(
        place,
        "no ATIF trajectory of version 1: `schema_version` and `steps` say so",
      );
      return [];
    }
    const known = ["schema_version", "session_id", "trajectory_id", "agent", "steps"];
    const totals = ["final_metrics", "subagent_trajectories"];
    dropOtherFields(value, [...known, ...totals], place, this.#drops);
    dropOddTexts(value, ["session_id", "trajectory_id"], place, this.#drops);
    const turns = new TurnBuilder(this.#drops);
    const steps: readonly unknown[] = Array.isArray(value["steps"]) ? value["steps"] : [];
    for (const [index, step] of steps.entries()) {
      this.#readStep(step, childPlace(childPlace(place, "steps"), index), turns);
    }
    const own = idField(value, "session_id") ?? idField(value, "trajectory_id");
    const id = own ?? placeAt(this.#file, place);
    const session = chatSession(id, turns.end(), this.#readAgent(value["agent"], place));
    return [session, ...this.#readSubAgents(value["subagent_trajectories"], place, levelsLeft)];
  }

  #readSubAgents(value: unknown, place: Place, levelsLeft: number): readonly Session[] {
    if (!Array.isArray(value)) return [];
    const at = childPlace(place, "subagent_trajectories");
    return value.flatMap((sub, index) => this.#read(sub, childPlace(at, index), levelsLeft - 1));
  }

  #readAgent(agent: unknown, place: Place): Parameters<typeof chatSession>[2] {
    const at = childPlace(place, "agent");
    if (!isFields(agent)) {
      if (!isNothing(agent)) this.#drops.add(at, "agent that is no object");
      return {};
    }
    const texts = ["name", "version", "model_name"];
    dropOtherFields(agent, [...texts, "tool_definitions"], at, this.#drops);
    dropOddTexts(agent, texts, at, this.#drops);
    const [name, version, model] = texts.map((key) => textField(agent, key));
    const toolCatalog = readToolCatalog(agent["tool_definitions"]);
    return {
      ...(name !== undefined && { name }),
      ...(version !== undefined && { version }),
      ...(model !== undefined && { model }),
      ...(toolCatalog !== undefined && { toolCatalog }),
    };
  }

  #readStep(step: unknown, place: Place, turns: TurnBuilder): void {
    if (!isFields(step)) {
      this.#drops.add(place, "step that is no object");
      return;
    }
    const known = ["step_id", "timestamp", "source", "message", "model_name", "reasoning_content"];
    const more = ["tool_calls", "observation", "metrics", "is_copied_context"];
    dropOtherFields(step, [...known, ...more], place, this.#drops);
    dropOddTexts(step, ["model_name", "reasoning_content"], place, this.#drops);
    if (step["is_copied_context"] === true) {
      this.#drops.add(place, "step that was copied from an earlier trajectory");
      return;
    }
    const text = readContentText(step["message"], childPlace(place, "message"), this.#drops);
    const startedAtMs = timeAt(step, ["timestamp"], { place, drops: this.#drops });
    const said = text === undefined ? {} : { text };
    const began = startedAtMs === undefined ? {} : { startedAtMs };
    switch (textField(step, "source") ?? "") {
      case "system":
        turns.add({ kind: "policy", ...said }, place);
        break;
      case "user":
        turns.add({ kind: "user", ...said, ...began }, place);
        break;
      case "agent":
        turns.add({ ...this.#readAgentStep(step, place), ...said, ...began }, place);
        break;
      default:
        this.#drops.add(place, "step of an unknown source");
        return;
    }
    if (step["source"] !== "agent" && !isNothing(step["observation"])) {
      const reason = "observation of a step in which the agent called no tool";
      this.#drops.add(childPlace(place, "observation"), reason);
      return;
    }
    this.#readObservation(step["observation"], childPlace(place, "observation"), turns);
  }

  #readAgentStep(step: Fields, place: Place): AgentMessage {
    const model = textField(step, "model_name");
    const reasoning = textField(step, "reasoning_content");
    const usage = readUsage(step["metrics"], inside({ place, drops: this.#drops }, "metrics"));
    const calls: readonly unknown[] = Array.isArray(step["tool_calls"]) ? step["tool_calls"] : [];
    const at = childPlace(place, "tool_calls");
    const toolCalls = calls.flatMap((call, index) => this.#readCall(call, childPlace(at, index)));
    return {
      kind: "agent",
      ...(model !== undefined && { model }),
      ...(reasoning !== undefined && { reasoning }),
      ...(usage !== undefined && { usage }),
      ...(toolCalls.length > 0 && { toolCalls }),
    };
  }

  #readCall(call: unknown, place: Place): readonly ToolRequest[] {
    const name = isFields(call) ? textField(call, "function_name") : undefined;
    if (!isFields(call) || name === undefined) {
      this.#drops.add(place, "tool call without a name");
      return [];
    }
    dropOtherFields(call, ["tool_call_id", "function_name", "arguments"], place, this.#drops);
    dropOddTexts(call, ["tool_call_id"], place, this.#drops);
    const callId = idField(call, "tool_call_id");
    const values = parseArguments(call["arguments"], childPlace(place, "arguments"), this.#drops);
    return [
      {
        ...(callId !== undefined && { callId }),
        name,
        ...(values !== undefined && { arguments: values }),
      },
    ];
  }

  #readObservation(observation: unknown, place: Place, turns: TurnBuilder): void {
    const results = isFields(observation) ? observation["results"] : undefined;
    if (!Array.isArray(results)) {
      const isEmpty = isNothing(observation) || (isFields(observation) && isNothing(results));
      if (!isEmpty) this.#drops.add(place, "observation without a list of results");
      return;
    }
    for (const [index, result] of results.entries()) {
      const at = childPlace(childPlace(place, "results"), index);
      if (!isFields(result)) {
        this.#drops.add(at, "result that is no object");
        continue;
      }
      dropOtherFields(result, ["source_call_id", "content"], at, this.#drops);
      dropOddTexts(result, ["source_call_id"], at, this.#drops);
      const callId = idField(result, "source_call_id");
      const content = readToolResult(result["content"], childPlace(at, "content"), this.#drops);
      const isError = typeof content === "string" && /^\s*error:/i.test(content);
      const answer: ToolMessage = {
        kind: "tool",
        ...(callId !== undefined && { callId }),
        ...(content !== undefined && { result: content }),
        ...(isError && { error: { type: "tool-error", message: content } }),
      };
      turns.add(answer, at);
    }
  }
}
