// src/adapters/recorder/model-prices.ts
const lists = {
	openai: async () => (await import("./openai-ChCmQLXU.js")).openaiModels,
	anthropic: async () => (await import("./anthropic-Bc81xLAZ.js")).anthropicModels,
	deepseek: async () => (await import("./deepseek-B-OhdNfl.js")).deepseekModels,
	groq: async () => (await import("./groq-BTg__ho9.js")).groqModels,
	mistral: async () => (await import("./mistral-XXBND9V1.js")).mistralModels,
	xai: async () => (await import("./xai-Dp-rm08R.js")).xaiModels
};
var ModelPrices = class {
	#own;
	#listed = /* @__PURE__ */ new Map();
	constructor(own) {
		this.#own = own;
	}
	async load(providers) {
		for (const provider of new Set(providers)) {
			const list = Object.hasOwn(lists, provider) ? lists[provider] : void 0;
			if (list !== void 0 && !this.#listed.has(provider)) this.#listed.set(provider, await list());
		}
	}
	of = (provider, models) => {
		const names = models.flatMap((model) => [model, withoutDate(model)]);
		for (const name of names) if (Object.hasOwn(this.#own, name)) return this.#own[name];
		const listed = provider === void 0 ? void 0 : this.#listed.get(provider)?.models;
		if (listed === void 0) return void 0;
		const name = names.find((candidate) => Object.hasOwn(listed, candidate));
		return name === void 0 ? void 0 : asPrice(listed[name]?.cost);
	};
};
function withoutDate(model) {
	return model.replace(/-\d{4}-\d{2}-\d{2}$/, "");
}
function asPrice(cost) {
	if (cost?.input === void 0 || cost.output === void 0) return void 0;
	const { input, output, cache_read: cachedInput, cache_write: cacheWrite } = cost;
	return {
		input,
		output,
		...cachedInput !== void 0 && { cachedInput },
		...cacheWrite !== void 0 && { cacheWrite }
	};
}

export { ModelPrices as t };