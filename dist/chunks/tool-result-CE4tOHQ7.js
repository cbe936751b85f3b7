// src/core/trace/steps.ts
/** Every step of a session in the order of the story. */
function* stepsOf(session) {
	for (const [turnIndex, turn] of session.turns.entries()) for (const [stepIndex, step] of turn.steps.entries()) yield {
		ref: {
			turn: turnIndex + 1,
			step: stepIndex + 1
		},
		turn,
		step
	};
}
/** Every tool call of a session in the order of the story; of the named tools only, where names are given. */
function* toolStepsOf(session, tools) {
	for (const placed of stepsOf(session)) {
		const { step } = placed;
		if (step.kind === "tool" && (tools === void 0 || tools.includes(step.name))) yield {
			...placed,
			step
		};
	}
}

// src/core/trace/tool-result.ts
/** Keys under which tools wrap the list that they found, most telling first, and what one item is called. */
const listKeys = {
	documents: "document",
	results: "result",
	items: "item",
	hits: "hit",
	matches: "match",
	records: "record",
	rows: "row",
	data: "result"
};
/** What may stand beside the list in a wrapper. An order that has `items` among its own fields is no list of items. */
const wrapperKeys = /^(?:total|count|size|page|pages|per_?page|limit|offset|cursor|next|prev(?:ious)?|has_?more|query|took|status|success|ok|message|object|type|error|meta(?:data)?)(?:_?(?:count|results|hits|page|cursor|token|size|ms))?$/i;
const readVerbs = /* @__PURE__ */ new Set([
	"search",
	"find",
	"query",
	"lookup",
	"retrieve",
	"retrieval",
	"fetch",
	"get",
	"list",
	"select",
	"browse",
	"recall"
]);
const writeVerbs = /* @__PURE__ */ new Set([
	"add",
	"book",
	"cancel",
	"create",
	"delete",
	"insert",
	"modify",
	"put",
	"remove",
	"save",
	"send",
	"set",
	"update",
	"upsert",
	"write"
]);
/** Nothing, or the sentence that tools say instead of an empty list; of a text without white space around it. */
const emptyText = /^(?:no (?:results?|documents?|matches|records?|items?|entries)(?: (?:was|were))?(?: found)?[.!]?)?$/i;
/** How many there are, in a wrapper that leaves the list itself out. */
const countKey = /^(?:total|count)(?:_?(?:count|results|hits))?$/i;
/** Counts what a tool found: a list alone or under a usual key, or no more than its count. `undefined` where the result is neither. */
function countFound(result) {
	if (Array.isArray(result)) return {
		count: result.length,
		one: "result",
		many: "results"
	};
	if (result === void 0 || !isObject(result)) return void 0;
	const list = listIn(result);
	if (list !== void 0) {
		const { key, items, one } = list;
		return {
			count: items.length,
			one,
			many: key === "data" ? "results" : key
		};
	}
	const count = Object.entries(result).find(([key]) => countKey.test(key))?.[1];
	return typeof count === "number" && isWrapper(result) ? {
		count,
		one: "result",
		many: "results"
	} : void 0;
}
/** The list that a tool's result wraps under a usual key; `undefined` where it wraps none. */
function listIn(result) {
	for (const [key, one] of Object.entries(listKeys)) {
		const items = Object.hasOwn(result, key) ? result[key] : void 0;
		if (Array.isArray(items) && isWrapper(result, key)) return {
			key,
			items,
			one
		};
	}
}
/**
* Whether a tool answered and what it answered holds nothing: no text, no items, no fields, `null`.
*
* A result that was not captured is not empty: nothing is known about it.
*/
function isEmptyResult(result) {
	if (result === void 0) return false;
	if (result === null) return true;
	if (typeof result === "string") return emptyText.test(result.trim());
	const found = countFound(result);
	if (found !== void 0) return found.count === 0;
	return isObject(result) && Object.keys(result).length === 0;
}
/**
* Whether a tool's name says that it looks something up: one of its words is a reading verb and none is a writing verb.
*
* Tools that answer nothing by design (`think`, most writes) are no retrieval, so their silence is no empty retrieval.
*/
function isRetrievalTool(name) {
	const words = name.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase().split(/[^a-z0-9]+/);
	return words.some((word) => readVerbs.has(word)) && !words.some((word) => writeVerbs.has(word));
}
/**
* The tool calls that found nothing, in the order of the story.
*
* Without `tools` these are the calls of tools whose names say that they look something up; with it, of exactly those.
*/
function emptyRetrievals(session, tools) {
	return [...toolStepsOf(session, tools)].filter(({ step }) => step.status === "ok" && isEmptyResult(step.result) && (tools !== void 0 || isRetrievalTool(step.name)));
}
function isWrapper(result, listKey) {
	return Object.keys(result).every((key) => key === listKey || wrapperKeys.test(key));
}
function isObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

export { listIn as a, isRetrievalTool as i, emptyRetrievals as n, stepsOf as o, isEmptyResult as r, toolStepsOf as s, countFound as t };