/** In whose words an attribute is written. */
export type Dialect = "gen-ai" | "ai-sdk" | "openinference" | "openllmetry";

/** What a key alone tells of an attribute. */
export type AttributeKey = {
  readonly dialect?: Dialect;
  /** Its rank among the keys that name a session, 0 for the surest. */
  readonly sessionRank?: number;
  /** Whether it belongs to what an agent did, and a session has no place for it. */
  readonly isUnread: boolean;
};

/** Keys that name a session, the surest first. */
const sessionKeys = [
  "gen_ai.conversation.id",
  "session.id",
  "langfuse.session.id",
  ...keysUnder("traceloop.association.properties.", [
    "session_id",
    "conversation_id",
    "thread_id",
    "chat_id",
    "sessionId",
    "conversationId",
    "threadId",
    "chatId",
  ]),
  ...keysUnder("ai.telemetry.metadata.", [
    "sessionId",
    "session_id",
    "conversationId",
    "conversation_id",
    "threadId",
    "thread_id",
    "chatId",
    "chat_id",
  ]),
  ...keysUnder("langsmith.metadata.", ["session_id", "thread_id", "conversation_id"]),
] as const;

function keysUnder(prefix: string, names: readonly string[]): readonly string[] {
  return names.map((name) => prefix + name);
}

/** Where instrumentations of agents keep what agents did. What lies elsewhere is about servers and processes. */
const ownNamespaces =
  /^(?:gen_ai|ai|llm|traceloop|openinference|retrieval|reranker|embedding|tool|tool_call|evaluations|input|output|agent|mcp)\./;

/** What is read, or says no more than what is read: names, settings of a call, ids of requests, sums. */
const known = [
  // Current conventions and MCP.
  /^gen_ai\.(?:operation\.name|provider\.name|system|output\.type|token\.type|data_source\.id)$/,
  /^gen_ai\.(?:conversation|request|response|usage|agent|workflow|cost|prompt|completion|openai|azure|aws|client|server|execute_tool|evaluation|embeddings)\./,
  /^gen_ai\.(?:system_instructions|input\.messages|output\.messages|tool\.definitions)$/,
  /^gen_ai\.tool\.(?:name|type|description|call\.(?:id|arguments|result))$/,
  /^gen_ai\.retrieval\.(?:query\.text|documents|top_k)$/,
  /^mcp\.(?:method\.name|tool\.name|request\.|response\.|session\.id|protocol\.version|resource\.uri)/,
  // AI SDK.
  /^ai\.(?:operationId|telemetry\.|model\.|settings\.|request\.|usage\.|schema\.|prompt$|prompt\.|toolCall\.|stream\.)/,
  /^ai\.response\.(?:text|object|reasoning|toolCalls|finishReason|id|model|timestamp|msTo|avg|providerMetadata)/,
  /^ai\.(?:result\.|finishReason|value|values|embedding|embeddings)/,
  // OpenInference.
  /^llm\.(?:model_name|provider|system|input_messages|output_messages|tools|token_count|cost|usage|invocation_parameters|finish_reason|prompts|choices|prompt_template|request|response|headers|is_streaming|top_k|chat)/,
  /^(?:openinference|input|output|evaluations|embedding|retrieval|reranker|agent|tool_call)\./,
  /^tool\.(?:name|description|parameters|json_schema|id)/,
  // OpenLLMetry.
  /^traceloop\.(?:span\.kind|entity\.|workflow\.name|association\.|correlation\.id|prompt\.)/,
] as const;

/** Instrumentations use few keys, and the same ones again; those with indices are many. */
const classified = new Map<string, AttributeKey>();
const mostClassified = 5_000;

/** Classifies a key; the same key is looked at once. */
export function attributeKey(key: string): AttributeKey {
  const before = classified.get(key);
  if (before !== undefined) return before;
  const dialect = dialectOfKey(key);
  const sessionRank = sessionKeys.indexOf(key);
  const fresh: AttributeKey = {
    ...(dialect !== undefined && { dialect }),
    ...(sessionRank >= 0 && { sessionRank }),
    isUnread: ownNamespaces.test(key) && !known.some((pattern) => pattern.test(key)),
  };
  if (classified.size < mostClassified) classified.set(key, fresh);
  return fresh;
}

function dialectOfKey(key: string): Dialect | undefined {
  if (/^gen_ai\.(?:prompt|completion)\./.test(key)) return "openllmetry";
  if (/^(?:gen_ai|mcp)\./.test(key)) return "gen-ai";
  if (key.startsWith("ai.")) return "ai-sdk";
  if (key.startsWith("traceloop.") || key === "llm.request.type") return "openllmetry";
  return /^(?:openinference|evaluations|llm\.(?:in|out)put_messages)(?:\.|$)/.test(key)
    ? "openinference"
    : undefined;
}
