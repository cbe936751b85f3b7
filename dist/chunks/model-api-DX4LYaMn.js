// src/core/trace/record/model-api.ts
const endings = [
	[/\/chat\/completions\/?$/, "chat-completions"],
	[/\/responses\/?$/, "responses"],
	[/(?<!\/threads\/[^/]{1,200})\/messages\/?$/, "messages"]
];
function modelApiOf(method, path) {
	if (method !== "POST") return void 0;
	return endings.find(([ending]) => ending.test(path))?.[1];
}

export { modelApiOf as t };