// src/adapters/recorder/upstream-url.ts
function upstreamUrl(provider, base, path) {
	const bare = path.replace(/^(?:\/v1(?=\/|$|\?))+/, "");
	const trimmed = base.replace(/\/+$/, "");
	if (provider === "anthropic") return new URL(`${trimmed.replace(/\/v1$/, "")}/v1${bare}`);
	const isDoubled = /^\/v1\/v1(?:\/|$|\?)/.test(path);
	return new URL(`${trimmed}${isDoubled && !trimmed.endsWith("/v1") ? "/v1" : ""}${bare}`);
}
function knownProvider({ hostname }) {
	return knownHosts.get(hostname);
}
const knownHosts = /* @__PURE__ */ new Map([
	["api.openai.com", "openai"],
	["api.anthropic.com", "anthropic"],
	["api.deepseek.com", "deepseek"],
	["api.groq.com", "groq"],
	["api.mistral.ai", "mistral"],
	["api.x.ai", "xai"],
	["openrouter.ai", "openrouter"]
]);

export { upstreamUrl as n, knownProvider as t };