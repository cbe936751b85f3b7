// src/core/dataset/hermeticity.ts
/** Where a case's tools answer from: recorded calls, all or but for some that run live, or the tools themselves. */
const toolOrigins = [
	"recorded",
	"partly-recorded",
	"live"
];
/** Where a case's model answers from: a cassette, a scripted model, or the model itself. */
const modelOrigins = [
	"recorded",
	"scripted",
	"live"
];
function hermeticityOf({ tools, model, isModelScripted }) {
	const isRecorded = tools?.recorded !== void 0;
	const recorded = tools !== void 0 && tools.live.length > 0 ? "partly-recorded" : "recorded";
	return {
		tools: isRecorded ? recorded : "live",
		model: model === void 0 ? isModelScripted ? "scripted" : "live" : "recorded"
	};
}

export { modelOrigins as n, toolOrigins as r, hermeticityOf as t };