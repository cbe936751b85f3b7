import { createHash } from "node:crypto";
import { canonicalJson } from "../canonical-json.ts";
import type { JsonValue } from "../json.ts";
import type { AgentFacts } from "../session.ts";
import type { Span } from "../span.ts";

/** What spans tell of the agent that held a session; `undefined` where they tell nothing. */
export function agentFacts(
  own: readonly Span[],
  {
    name,
    version,
    policy,
  }: { readonly name?: string; readonly version?: string; readonly policy?: string },
): AgentFacts | undefined {
  const model = own.find((span) => span.model !== undefined)?.model;
  const tools = own.find((span) => span.toolDefinitions !== undefined)?.toolDefinitions;
  const facts: AgentFacts = {
    ...(name !== undefined && { name }),
    ...(version !== undefined && { version }),
    ...(model !== undefined && { model }),
    ...(policy !== undefined && { systemPromptDigest: digestOf(policy) }),
    ...(tools !== undefined && { toolCatalogDigest: catalogDigest(tools) }),
  };
  return Object.keys(facts).length === 0 ? undefined : facts;
}

const digests = new WeakMap<object, string>();

/** The digest of a tool catalog as canonical JSON; the same object is digested once. */
function catalogDigest(tools: JsonValue): string {
  if (typeof tools !== "object" || tools === null) return digestOf(canonicalJson([tools]));
  const known = digests.get(tools) ?? digestOf(canonicalJson(tools));
  digests.set(tools, known);
  return known;
}

function digestOf(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}
