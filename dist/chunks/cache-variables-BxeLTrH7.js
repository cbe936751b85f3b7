// src/action/cache-variables.ts
const cacheVariables = [
	"ACTIONS_RUNTIME_TOKEN",
	"ACTIONS_RESULTS_URL",
	"ACTIONS_CACHE_URL",
	"ACTIONS_CACHE_SERVICE_V2",
	"ACTIONS_CACHE_MODE"
];

export { cacheVariables as t };