import { createHash } from "node:crypto";
import { canonicalJson } from "./canonical-json.ts";
import { isJsonValue } from "./json.ts";
import type { AgentFacts, ToolDefinition } from "./session.ts";

/** What was seen of an agent, before the digests that make it known again. */
export type SeenAgent = Omit<AgentFacts, "systemPromptDigest" | "toolCatalogDigest"> & {
  /** The system prompt, where it was captured. */
  readonly systemPrompt?: string;
};

/** An agent's facts with the digests of its system prompt and of its tool catalog; `undefined` where nothing is known. */
export function describeAgent({ systemPrompt, ...seen }: SeenAgent): AgentFacts | undefined {
  const { toolCatalog } = seen;
  const facts: AgentFacts = {
    ...seen,
    ...(systemPrompt !== undefined && { systemPromptDigest: digestOf(systemPrompt) }),
    ...(toolCatalog !== undefined && { toolCatalogDigest: digestOfCatalog(toolCatalog) }),
  };
  return Object.keys(facts).length === 0 ? undefined : facts;
}

/** The same catalog stands in every session of an agent: what was made of one object is kept while that lives. */
const catalogDigests = new WeakMap<object, string>();
const catalogs = new WeakMap<object, readonly ToolDefinition[]>();

function digestOfCatalog(catalog: readonly ToolDefinition[]): string {
  const known = catalogDigests.get(catalog) ?? digestOf(canonicalJson(catalog));
  catalogDigests.set(catalog, known);
  return known;
}

/**
 * Reads a tool catalog as it was sent to a model: OpenAI's `{type, function: {…}}` and flat form, Anthropic's
 * `input_schema`, MCP's `inputSchema`. `undefined` where the value is no list; what has no name is left out.
 */
export function readToolCatalog(value: unknown): readonly ToolDefinition[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const known = catalogs.get(value) ?? readTools(value);
  catalogs.set(value, known);
  return known;
}

function readTools(list: readonly unknown[]): readonly ToolDefinition[] {
  return list.flatMap((item: unknown) => {
    const outer = fieldsOf(item);
    const inner = fieldsOf(outer["function"] ?? outer["custom"] ?? item);
    // A tool that the provider runs itself, such as web search, has a type and no name.
    const name = inner["name"] ?? outer["type"];
    if (typeof name !== "string") return [];
    const { description } = inner;
    const schemas = [inner["parameters"], inner["input_schema"], inner["inputSchema"]];
    const parameters = schemas.find((schema) => schema !== undefined && schema !== null);
    return {
      name,
      ...(typeof description === "string" && { description }),
      ...(parameters !== undefined && isJsonValue(parameters) && { parameters }),
    };
  });
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/** `sha256:` and 64 hex digits. */
function digestOf(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}
