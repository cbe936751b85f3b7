import { Ea as isJsonObject, di as textAt, li as objectAt, ui as objectsAt } from "./run-BZDTBg9r.js";

// src/core/replay/cassette-stream-event.ts
const streamEnd = "[DONE]";
function renderEventStream(events) {
	return events.map(({ event, data }) => {
		return `${event === void 0 ? "" : `event: ${event}\n`}data: ${data === "[DONE]" ? streamEnd : JSON.stringify(data)}\n\n`;
	}).join("");
}

// src/core/replay/cassette-stream-chat.ts
function chatStream(completion, hasUsage) {
	const choices = objectsAt(completion, "choices");
	if (choices.length === 0) return void 0;
	const { choices: _, usage, ...head } = completion;
	const chunk = (of, more = {}) => ({ data: {
		...head,
		object: "chat.completion.chunk",
		choices: of,
		...more
	} });
	const noUsage = hasUsage ? { usage: null } : {};
	return [
		...choices.flatMap((choice, place) => deltasOf(choice).map(({ delta, finish }) => chunk([{
			index: choice["index"] ?? place,
			delta,
			finish_reason: finish
		}], noUsage))),
		...hasUsage ? [chunk([], { usage: usage ?? null })] : [],
		{ data: streamEnd }
	];
}
function deltasOf(choice) {
	const { role = "assistant", tool_calls: _, ...said } = objectAt(choice, "message");
	const deltas = [{
		role,
		content: said["content"] === null ? null : ""
	}];
	for (const [field, value] of Object.entries(said)) if (value !== null && value !== "") deltas.push({ [field]: value });
	for (const [index, call] of objectsAt(objectAt(choice, "message"), "tool_calls").entries()) {
		const { function: called, ...rest } = call;
		if (!isJsonObject(called)) {
			deltas.push({ tool_calls: [{
				index,
				...call
			}] });
			continue;
		}
		const { arguments: text = "", ...named } = called;
		deltas.push({ tool_calls: [{
			index,
			...rest,
			function: {
				...named,
				arguments: ""
			}
		}] });
		deltas.push({ tool_calls: [{
			index,
			function: { arguments: text }
		}] });
	}
	const last = {
		delta: {},
		finish: choice["finish_reason"] ?? "stop"
	};
	return [...deltas.map((delta) => ({
		delta,
		finish: null
	})), last];
}
function joinChatStream(events) {
	const choices = /* @__PURE__ */ new Map();
	let head = {};
	let usage;
	for (const { data } of events) {
		if (!isJsonObject(data)) continue;
		if (data["error"] !== void 0 && data["error"] !== null) return void 0;
		const { choices: _, usage: told, ...rest } = data;
		head = {
			...rest,
			...head
		};
		usage = told ?? usage;
		for (const choice of objectsAt(data, "choices")) {
			const index = typeof choice["index"] === "number" ? choice["index"] : 0;
			const draft = choices.get(index) ?? {
				message: {},
				calls: /* @__PURE__ */ new Map(),
				finish: null
			};
			choices.set(index, draft);
			addDelta$1(draft, objectAt(choice, "delta"));
			draft.finish = choice["finish_reason"] ?? draft.finish;
		}
	}
	const drafts = [...choices].toSorted(([a], [b]) => a - b);
	if (drafts.length === 0 || drafts.some(([, { finish }]) => finish === null)) return void 0;
	return {
		...head,
		object: "chat.completion",
		choices: drafts.map(([index, draft]) => ({
			index,
			message: messageOf(draft),
			finish_reason: draft.finish
		})),
		...usage !== void 0 && usage !== null && { usage }
	};
}
function addDelta$1({ message, calls }, delta) {
	for (const [key, value] of Object.entries(delta)) {
		if (key === "tool_calls" || value === null) continue;
		const before = message[key];
		message[key] = typeof value === "string" && typeof before === "string" && key !== "role" ? before + value : value;
	}
	for (const [place, part] of objectsAt(delta, "tool_calls").entries()) {
		const index = typeof part["index"] === "number" ? part["index"] : place;
		const known = calls.get(index);
		const { index: _, ...call } = part;
		calls.set(index, known === void 0 ? { ...call } : joinCall(known, call));
	}
}
function joinCall(known, part) {
	const before = objectAt(known, "function");
	const added = objectAt(part, "function");
	const text = textAt(before, "arguments") + textAt(added, "arguments");
	return {
		...part,
		...known,
		function: {
			...added,
			...before,
			arguments: text
		}
	};
}
function messageOf({ message, calls }) {
	const toolCalls = [...calls].toSorted(([a], [b]) => a - b).map(([, call]) => call);
	const content = message["content"];
	const isSilent = toolCalls.length > 0 && (content === void 0 || content === "");
	return {
		...message,
		content: isSilent ? null : content ?? "",
		...toolCalls.length > 0 && { tool_calls: toolCalls }
	};
}

// src/core/replay/cassette-stream-messages.ts
function messagesStream(message) {
	if (!Array.isArray(message["content"])) return void 0;
	const { stop_reason = null, stop_sequence = null, usage = {} } = message;
	return [
		{
			type: "message_start",
			message: {
				...message,
				content: [],
				stop_reason: null,
				stop_sequence: null
			}
		},
		...objectsAt(message, "content").flatMap((block, index) => eventsOfBlock(block, index)),
		{
			type: "message_delta",
			delta: {
				stop_reason,
				stop_sequence
			},
			usage
		},
		{ type: "message_stop" }
	].map((data) => ({
		event: textAt(data, "type"),
		data
	}));
}
function eventsOfBlock(block, index) {
	const { start, deltas } = partsOf(block);
	return [
		{
			type: "content_block_start",
			index,
			content_block: start
		},
		...deltas.map((delta) => ({
			type: "content_block_delta",
			index,
			delta
		})),
		{
			type: "content_block_stop",
			index
		}
	];
}
function partsOf(block) {
	switch (textAt(block, "type")) {
		case "text": return {
			start: {
				...block,
				text: ""
			},
			deltas: [{
				type: "text_delta",
				text: textAt(block, "text")
			}]
		};
		case "tool_use":
		case "server_tool_use": return {
			start: {
				...block,
				input: {}
			},
			deltas: [{
				type: "input_json_delta",
				partial_json: JSON.stringify(block["input"] ?? {})
			}]
		};
		case "thinking": {
			const { signature, ...rest } = block;
			return {
				start: {
					...rest,
					thinking: "",
					signature: ""
				},
				deltas: [{
					type: "thinking_delta",
					thinking: textAt(block, "thinking")
				}, ...signature === void 0 ? [] : [{
					type: "signature_delta",
					signature
				}]]
			};
		}
		default: return {
			start: block,
			deltas: []
		};
	}
}
function joinMessagesStream(events) {
	let message;
	const blocks = /* @__PURE__ */ new Map();
	let isStopped = false;
	for (const { data } of events) {
		if (!isJsonObject(data)) continue;
		const index = data["index"] ?? 0;
		switch (textAt(data, "type")) {
			case "message_start":
				message = objectAt(data, "message");
				break;
			case "content_block_start":
				blocks.set(index, {
					block: { ...objectAt(data, "content_block") },
					json: ""
				});
				break;
			case "content_block_delta":
				addDelta(blocks.get(index), objectAt(data, "delta"));
				break;
			case "message_delta":
				message = message && {
					...message,
					...objectAt(data, "delta"),
					usage: {
						...objectAt(message, "usage"),
						...objectAt(data, "usage")
					}
				};
				break;
			case "message_stop":
				isStopped = true;
				break;
			case "error": return;
		}
	}
	if (message === void 0 || !isStopped) return void 0;
	const content = [];
	for (const draft of blocks.values()) {
		const block = wholeBlock(draft);
		if (block === void 0) return void 0;
		content.push(block);
	}
	return {
		...message,
		content
	};
}
function addDelta(draft, delta) {
	if (draft === void 0) return;
	const { block } = draft;
	switch (textAt(delta, "type")) {
		case "text_delta":
			block["text"] = textAt(block, "text") + textAt(delta, "text");
			break;
		case "thinking_delta":
			block["thinking"] = textAt(block, "thinking") + textAt(delta, "thinking");
			break;
		case "signature_delta":
			block["signature"] = textAt(block, "signature") + textAt(delta, "signature");
			break;
		case "citations_delta":
			block["citations"] = [...objectsAt(block, "citations"), delta["citation"] ?? null];
			break;
		case "input_json_delta": draft.json += textAt(delta, "partial_json");
	}
}
function wholeBlock({ block, json }) {
	if (json === "") return block;
	try {
		const input = JSON.parse(json);
		return {
			...block,
			input
		};
	} catch {
		return;
	}
}

// src/core/replay/cassette-stream-responses.ts
const endings = /* @__PURE__ */ new Set(["response.completed", "response.incomplete"]);
function responsesStream(response) {
	if (!Array.isArray(response["output"])) return void 0;
	const output = objectsAt(response, "output");
	const started = {
		...response,
		status: "in_progress",
		output: []
	};
	const ending = response["status"] === "incomplete" ? "incomplete" : "completed";
	return [
		{
			type: "response.created",
			response: started
		},
		{
			type: "response.in_progress",
			response: started
		},
		...output.flatMap((item, index) => eventsOfItem(item, index)),
		{
			type: `response.${ending}`,
			response
		}
	].map((event, sequence_number) => ({
		event: textAt(event, "type"),
		data: {
			...event,
			sequence_number
		}
	}));
}
function joinResponsesStream(events) {
	for (const { data } of events.toReversed()) if (isJsonObject(data) && endings.has(textAt(data, "type"))) {
		const response = data["response"];
		return isJsonObject(response) ? response : void 0;
	}
}
function eventsOfItem(item, output_index) {
	const place = {
		output_index,
		item_id: textAt(item, "id")
	};
	const whole = {
		type: "response.output_item.done",
		output_index,
		item
	};
	switch (textAt(item, "type")) {
		case "message": return [
			added(output_index, {
				...item,
				status: "in_progress",
				content: []
			}),
			...objectsAt(item, "content").flatMap((part, content_index) => eventsOfPart(part, {
				...place,
				content_index
			})),
			whole
		];
		case "function_call": {
			const type = "response.function_call_arguments";
			const text = textAt(item, "arguments");
			const name = textAt(item, "name");
			return [
				added(output_index, {
					...item,
					status: "in_progress",
					arguments: ""
				}),
				{
					type: `${type}.delta`,
					...place,
					delta: text
				},
				{
					type: `${type}.done`,
					...place,
					name,
					arguments: text
				},
				whole
			];
		}
		case "custom_tool_call": {
			const type = "response.custom_tool_call_input";
			const text = textAt(item, "input");
			return [
				added(output_index, {
					...item,
					status: "in_progress",
					input: ""
				}),
				{
					type: `${type}.delta`,
					...place,
					delta: text
				},
				{
					type: `${type}.done`,
					...place,
					input: text
				},
				whole
			];
		}
		default: return [added(output_index, item), whole];
	}
}
function added(output_index, item) {
	return {
		type: "response.output_item.added",
		output_index,
		item
	};
}
function eventsOfPart(part, place) {
	const field = part["type"] === "refusal" ? "refusal" : "text";
	const type = field === "refusal" ? "response.refusal" : "response.output_text";
	const text = textAt(part, field);
	return [
		{
			type: "response.content_part.added",
			...place,
			part: {
				...part,
				[field]: ""
			}
		},
		{
			type: `${type}.delta`,
			...place,
			delta: text,
			logprobs: []
		},
		{
			type: `${type}.done`,
			...place,
			[field]: text,
			logprobs: []
		},
		{
			type: "response.content_part.done",
			...place,
			part
		}
	];
}

// src/core/replay/cassette-stream.ts
function streamOfAnswer(path, answer, asked) {
	if (!isJsonObject(answer)) return void 0;
	switch (path) {
		case "/chat/completions": return chatStream(answer, objectAt(asked, "stream_options")["include_usage"] === true);
		case "/responses": return responsesStream(answer);
		case "/messages": return messagesStream(answer);
		default: return;
	}
}
function answerOfStream(path, events) {
	switch (path) {
		case "/chat/completions": return joinChatStream(events);
		case "/responses": return joinResponsesStream(events);
		case "/messages": return joinMessagesStream(events);
		default: return;
	}
}

export { streamOfAnswer as n, renderEventStream as r, answerOfStream as t };