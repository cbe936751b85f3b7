import type { DropList } from "../imported.ts";
import type { Attributes } from "./attributes.ts";

/** Where instrumentations of agents keep what agents did. What lies elsewhere is about servers and processes. */
const ownNamespaces =
  /^(?:gen_ai|ai|llm|traceloop|openinference|retrieval|reranker|embedding|tool|tool_call|evaluations|input|output|agent|mcp)\./;

/** What is read, or says no more than what is read: names, settings of a call, ids of requests, sums. */
const known = [
  // Current conventions.
  /^gen_ai\.(?:operation\.name|provider\.name|system|output\.type|token\.type|data_source\.id)$/,
  /^gen_ai\.(?:conversation|request|response|usage|agent|cost|prompt|completion|openai|azure|aws|client|server|execute_tool|evaluation)\./,
  /^gen_ai\.(?:system_instructions|input\.messages|output\.messages|tool\.definitions)$/,
  /^gen_ai\.tool\.(?:name|type|description|call\.(?:id|arguments|result))$/,
  /^gen_ai\.retrieval\.(?:query\.text|documents|top_k)$/,
  /^gen_ai\.embeddings\./,
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

/** Verdicts on attributes by key: instrumentations use few, and the same ones again. */
const verdicts = new Map<string, boolean>();
const mostVerdicts = 2_000;

/** Puts the attributes of an agent's span that a session has no place for into `drops`. */
export function reportUnread(attributes: Attributes, drops: DropList): void {
  for (const key of attributes.keys()) {
    if (isUnread(key)) {
      drops.add(attributes.placeOf(key), "attribute that a session has no place for");
    }
  }
}

function isUnread(key: string): boolean {
  const before = verdicts.get(key);
  if (before !== undefined) return before;
  const verdict = ownNamespaces.test(key) && !known.some((pattern) => pattern.test(key));
  if (verdicts.size < mostVerdicts) verdicts.set(key, verdict);
  return verdict;
}
