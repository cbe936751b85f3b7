/** Which family of addresses a call came in by. */
export type Provider = "openai" | "anthropic";

/**
 * Where a call goes: the provider's base URL and the path that the client asked for below ours.
 *
 * Clients differ in whether `/v1` belongs to the base URL or to the path, so that it may come once, twice or not at all.
 *
 * @param path below our own base, with its query: `/v1/chat/completions?stream=1`.
 */
export function upstreamUrl(provider: Provider, base: string, path: string): URL {
  const bare = path.replace(/^(?:\/v1(?=\/|$|\?))+/, "");
  const trimmed = base.replace(/\/+$/, "");
  if (provider === "anthropic") return new URL(`${trimmed.replace(/\/v1$/, "")}/v1${bare}`);
  // A client that adds a `/v1` of its own to ours does so to the base that it would have had without us.
  const isDoubled = /^\/v1\/v1(?:\/|$|\?)/.test(path);
  return new URL(`${trimmed}${isDoubled && !trimmed.endsWith("/v1") ? "/v1" : ""}${bare}`);
}

/** The provider whose own address a URL is; `undefined` for gateways and models of one's own. */
export function knownProvider({ hostname }: URL): string | undefined {
  return knownHosts.get(hostname);
}

const knownHosts: ReadonlyMap<string, string> = new Map([
  ["api.openai.com", "openai"],
  ["api.anthropic.com", "anthropic"],
  ["api.deepseek.com", "deepseek"],
  ["api.groq.com", "groq"],
  ["api.mistral.ai", "mistral"],
  ["api.x.ai", "xai"],
  ["openrouter.ai", "openrouter"],
]);
