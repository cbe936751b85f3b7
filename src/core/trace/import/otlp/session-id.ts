import { isFields } from "../fields.ts";
import type { Attributes } from "./attributes.ts";

/** Attributes that name a session, the surest first. */
const idKeys = [
  "gen_ai.conversation.id",
  "session.id",
  "langfuse.session.id",
  "traceloop.association.properties.session_id",
  "traceloop.association.properties.conversation_id",
  "traceloop.association.properties.thread_id",
  "traceloop.association.properties.chat_id",
  "traceloop.association.properties.sessionId",
  "traceloop.association.properties.conversationId",
  "traceloop.association.properties.threadId",
  "traceloop.association.properties.chatId",
  "ai.telemetry.metadata.sessionId",
  "ai.telemetry.metadata.session_id",
  "ai.telemetry.metadata.conversationId",
  "ai.telemetry.metadata.conversation_id",
  "ai.telemetry.metadata.threadId",
  "ai.telemetry.metadata.thread_id",
  "ai.telemetry.metadata.chatId",
  "ai.telemetry.metadata.chat_id",
  "langsmith.metadata.session_id",
  "langsmith.metadata.thread_id",
  "langsmith.metadata.conversation_id",
] as const;

/** The same as fields of OpenInference's `metadata`, which is JSON text. */
const metadataKeys = [
  "session_id",
  "conversation_id",
  "thread_id",
  "sessionId",
  "conversationId",
  "threadId",
] as const;

/** The session that a span or the process around it belongs to, by the strongest id that either has. */
export function readSessionId(span: Attributes, resource: Attributes): string | undefined {
  return span.firstText(idKeys) ?? metadataId(span) ?? resource.firstText(idKeys);
}

function metadataId(attributes: Attributes): string | undefined {
  if (!attributes.has("metadata")) return undefined;
  const metadata = attributes.structure("metadata");
  if (!isFields(metadata)) return undefined;
  for (const key of metadataKeys) {
    const id = metadata[key];
    if (typeof id === "string" && id !== "") return id;
  }
  return undefined;
}
