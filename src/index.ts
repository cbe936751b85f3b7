/**
 * The library surface of Tracegate: what an agent author imports.
 *
 * @module
 */
export type { Agent, AgentContext, AgentReply, ModelCall } from "./core/agent/agent.ts";
export type { JsonValue } from "./core/trace/json.ts";
