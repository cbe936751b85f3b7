import { n as loadRedaction } from "./load-redaction-B6HZ95FT.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
import { Ea as isJsonObject, Et as systemClock, Hn as projectRequest, Na as terminalText, Ri as stepId, Ua as countOf, Vn as locateProject, en as renderJson, wn as runId, xr as composeResults } from "./run-BZDTBg9r.js";
import { n as composeSink, t as composeRuns } from "./compose-export-dmyrQCe6.js";
import { n as surrogateKeyFolder, t as composeRedactor } from "./compose-redactor-BHcsbfQ_.js";
import { t as composeSessionSource } from "./compose-session-source-gxxl-025.js";
import { n as renderDropped } from "./dropped-lines-CNmL_aNv.js";
import { E as exitCodes } from "./program-DKRRRX-J.js";
const { createHash } = globalThis.process.getBuiltinModule("node:crypto");
const { join, relative, resolve } = globalThis.process.getBuiltinModule("node:path");

// src/core/plan/annotate-run.ts
function annotateRun({ session, verdicts, outcome, reason }) {
	const own = [...outcomeOf(outcome, reason), ...verdicts.map(annotationOf)];
	if (own.length === 0) return session;
	return {
		...session,
		annotations: [...session.annotations ?? [], ...own]
	};
}
function outcomeOf(outcome, reason) {
	if (outcome === "completed") return [];
	return [{
		name: "outcome",
		by: "code",
		value: outcome,
		...reason === void 0 ? {} : { explanation: reason }
	}];
}
function annotationOf(verdict) {
	const { dimension, evaluator, kind } = verdict;
	const explanation = explanationOf(verdict);
	return {
		name: dimension,
		by: kind === "judge" ? "model" : "code",
		annotator: evaluator,
		value: verdict.result === "unscored" ? "unscored" : {
			score: verdict.score ?? (verdict.result === "pass" ? 1 : 0),
			label: verdict.result
		},
		...explanation !== "" && { explanation }
	};
}
function explanationOf(verdict) {
	if (verdict.result === "unscored") return verdict.reason;
	const { explanation, label, evidence = [] } = verdict;
	return [
		explanation,
		label,
		...evidence.map(describeEvidence)
	].filter((line) => line !== void 0).join("\n");
}
function describeEvidence({ at, what }) {
	return at === void 0 ? what : `${stepId(at)}: ${what}`;
}

// src/core/trace/export/messages.ts
function instructionsOf(text) {
	return JSON.stringify([textPart(text)]);
}
function userMessage(text) {
	return JSON.stringify([{
		role: "user",
		parts: [textPart(text)]
	}]);
}
function replyMessage(text) {
	return JSON.stringify([{
		role: "assistant",
		parts: [textPart(text)],
		finish_reason: "stop"
	}]);
}
function answerMessage(step) {
	const { text, reasoning, toolCalls, finishReason } = step;
	if (text === void 0 && reasoning === void 0 && toolCalls === void 0) return void 0;
	const parts = [
		...reasoning === void 0 ? [] : [{
			type: "reasoning",
			content: reasoning
		}],
		...text === void 0 || text === "" ? [] : [textPart(text)],
		...(toolCalls ?? []).map(callPart)
	];
	return JSON.stringify([{
		role: "assistant",
		parts,
		finish_reason: finishReason ?? ""
	}]);
}
function definitionsOf(catalog) {
	return JSON.stringify(catalog.map((tool) => ({
		type: "function",
		...tool
	})));
}
function textPart(content) {
	return {
		type: "text",
		content
	};
}
function callPart({ callId, name, arguments: values }) {
	return {
		type: "tool_call",
		...callId !== void 0 && { id: callId },
		name,
		...values !== void 0 && { arguments: values }
	};
}

// src/core/trace/export/otlp-json.ts
function attributesOf(values) {
	return Object.entries(values).flatMap(([key, value]) => value === void 0 ? [] : {
		key,
		value: anyValue(value)
	});
}
function anyValue(value) {
	if (typeof value === "string") return { stringValue: value };
	if (typeof value === "boolean") return { boolValue: value };
	if (typeof value !== "number") return { arrayValue: { values: value.map(anyValue) } };
	return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}
function jsonAttribute(value) {
	return value === void 0 || typeof value === "string" ? value : JSON.stringify(value);
}
function nanosOf(ms) {
	return String(BigInt(Math.round(ms * 1e3)) * 1000n);
}

// src/core/trace/export/evaluation-event.ts
function evaluationEvent({ name, by, annotator, value, explanation, at }, timeUnixNano) {
	const { score, label } = scoreAndLabel(value);
	return {
		timeUnixNano,
		name: "gen_ai.evaluation.result",
		attributes: attributesOf({
			"gen_ai.evaluation.name": name,
			"gen_ai.evaluation.score.value": score,
			"gen_ai.evaluation.score.label": label,
			"gen_ai.evaluation.explanation": explanation,
			"tracegate.annotation.by": by,
			"tracegate.annotation.annotator": annotator,
			"tracegate.annotation.at": at === void 0 ? void 0 : stepId(at)
		})
	};
}
function scoreAndLabel(value) {
	if (typeof value === "number") return { score: value };
	if (typeof value === "string") return { label: value };
	const fields = new Map(isJsonObject(value) ? Object.entries(value) : []);
	const [score, label] = [fields.get("score"), fields.get("label")];
	if (fields.size === 2 && typeof score === "number" && typeof label === "string") return {
		score,
		label
	};
	return { label: JSON.stringify(value) };
}

// src/core/trace/export/span-parts.ts
function sessionAttributes({ session }) {
	return { "gen_ai.conversation.id": session.id };
}
function timesOf({ startMs, endMs }) {
	return {
		startTimeUnixNano: nanosOf(startMs),
		endTimeUnixNano: endMs === void 0 ? "0" : nanosOf(endMs)
	};
}
function madeUp$1({ endMs, isStartMadeUp, isLengthMadeUp }) {
	return {
		"tracegate.time.made_up": isStartMadeUp ? true : void 0,
		"tracegate.duration.made_up": isLengthMadeUp && endMs !== void 0 ? true : void 0
	};
}
function failureOf(error, extent) {
	if (error === void 0) return {
		status: { code: 0 },
		attributes: {},
		events: []
	};
	const { type, message } = error;
	const attributes = attributesOf({
		"exception.type": type,
		"exception.message": message
	});
	const timeUnixNano = nanosOf(extent.endMs ?? extent.startMs);
	return {
		status: {
			code: 2,
			message
		},
		attributes: { "error.type": type },
		events: [{
			timeUnixNano,
			name: "exception",
			attributes
		}]
	};
}
function judgements({ annotations }, at, extent) {
	const timeUnixNano = nanosOf(extent.endMs ?? extent.startMs);
	return (annotations.get(at) ?? []).map((one) => evaluationEvent(one, timeUnixNano));
}
function withEvents(...events) {
	return events.length === 0 ? {} : { events };
}

// src/core/trace/export/agent-spans.ts
function turnSpan(context, turn, { traceId, number, extent, extra }) {
	const { session, ids } = context;
	const { agent, policy } = session;
	const isLast = number === session.turns.length;
	const failure = failureOf(turn?.error, extent);
	return {
		traceId,
		spanId: ids.spanId(void 0, traceId, `turn ${number}`),
		name: agent?.name === void 0 ? "invoke_agent" : `invoke_agent ${agent.name}`,
		kind: 1,
		...timesOf(extent),
		attributes: attributesOf({
			...sessionAttributes(context),
			"gen_ai.operation.name": "invoke_agent",
			"gen_ai.agent.name": agent?.name,
			"gen_ai.agent.version": agent?.version,
			"gen_ai.system_instructions": policy === void 0 ? void 0 : instructionsOf(policy),
			"gen_ai.input.messages": turn === void 0 ? void 0 : userMessage(turn.user),
			"gen_ai.output.messages": turn?.reply === void 0 ? void 0 : replyMessage(turn.reply),
			...failure.attributes,
			...madeUp$1(extent),
			...extra,
			...isLast && wholeSession(session)
		}),
		...withEvents(...isLast ? judgements(context, "", extent) : [], ...failure.events),
		status: failure.status
	};
}
function delegateSpan(context, around, { at, extent, name }) {
	return {
		...around,
		spanId: context.ids.spanId(void 0, around.traceId, `agent ${at}`),
		name: `invoke_agent ${name}`,
		kind: 1,
		...timesOf(extent),
		attributes: attributesOf({
			...sessionAttributes(context),
			"gen_ai.operation.name": "invoke_agent",
			"gen_ai.agent.name": name,
			...madeUp$1(extent)
		}),
		status: { code: 0 }
	};
}
function wholeSession({ reward, task, finalState }) {
	return {
		"tracegate.reward": reward,
		"tracegate.task.id": task?.id,
		"tracegate.task.run_index": task?.runIndex,
		"tracegate.final_state": finalState === void 0 ? void 0 : JSON.stringify(finalState)
	};
}

// src/core/trace/export/span-ids.ts
var SpanIds = class {
	#session;
	#used = /* @__PURE__ */ new Set();
	constructor(session) {
		this.#session = session;
	}
	traceId(recorded, turn) {
		if (recorded !== void 0 && isId(recorded, 32)) return recorded;
		return digest(recorded === void 0 ? `${this.#session}\ntrace ${turn}` : `trace ${recorded}`, 32);
	}
	spanId(recorded, traceId, place) {
		const own = recorded !== void 0 && isId(recorded, 16) ? recorded : void 0;
		const id = own !== void 0 && !this.#used.has(`${traceId} ${own}`) ? own : digest(`${this.#session}\n${place}`, 16);
		this.#used.add(`${traceId} ${id}`);
		return id;
	}
};
function isId(text, length) {
	return text.length === length && /^[0-9a-f]+$/.test(text) && /[^0]/.test(text);
}
function digest(text, length) {
	return createHash("sha256").update(text).digest("hex").slice(0, length);
}

// src/core/trace/export/step-spans.ts
function stepSpans(context, step, place) {
	if (step.kind === "tool") return [toolSpan(context, step, place)];
	if (step.purpose !== "plan") return [modelSpan(context, step, place)];
	const { traceId, parentSpanId, at, extent } = place;
	const plan = {
		traceId,
		parentSpanId,
		spanId: context.ids.spanId(void 0, traceId, `plan ${at}`),
		name: "plan",
		kind: 1,
		...timesOf(extent),
		attributes: attributesOf({
			...sessionAttributes(context),
			"gen_ai.operation.name": "plan",
			...madeUp$1(extent)
		}),
		status: { code: 0 }
	};
	return [plan, modelSpan(context, step, {
		...place,
		parentSpanId: plan.spanId
	})];
}
function modelSpan(context, step, place) {
	const { traceId, parentSpanId, at, extent, tellsTools } = place;
	const { usage = {}, model, provider, finishReason } = step;
	const catalog = tellsTools ? context.session.agent?.toolCatalog : void 0;
	const failure = failureOf(step.error, extent);
	return {
		traceId,
		parentSpanId,
		spanId: context.ids.spanId(step.spanId, traceId, at),
		name: model === void 0 ? "chat" : `chat ${model}`,
		kind: 3,
		...timesOf(extent),
		attributes: attributesOf({
			...sessionAttributes(context),
			"gen_ai.operation.name": "chat",
			"gen_ai.provider.name": provider,
			"gen_ai.request.model": model,
			"gen_ai.response.finish_reasons": finishReason === void 0 ? void 0 : [finishReason],
			"gen_ai.output.messages": answerMessage(step),
			"gen_ai.tool.definitions": catalog === void 0 ? void 0 : definitionsOf(catalog),
			"gen_ai.usage.input_tokens": usage.inputTokens,
			"gen_ai.usage.output_tokens": usage.outputTokens,
			"gen_ai.usage.cache_read.input_tokens": usage.cachedInputTokens,
			"gen_ai.usage.reasoning.output_tokens": usage.reasoningTokens,
			"gen_ai.usage.cost": usage.costUsd,
			"tracegate.attempt": step.attempt,
			...failure.attributes,
			...madeUp$1(extent)
		}),
		...withEvents(...judgements(context, at, extent), ...failure.events),
		status: failure.status
	};
}
function toolSpan(context, step, place) {
	const { traceId, parentSpanId, at, extent } = place;
	const { name, isRetrieval, status } = step;
	const unsaid = status === "error" ? {
		type: "_OTHER",
		message: ""
	} : void 0;
	const failure = failureOf(step.error ?? unsaid, extent);
	return {
		traceId,
		parentSpanId,
		spanId: context.ids.spanId(step.spanId, traceId, at),
		name: `execute_tool ${name}`,
		kind: 1,
		...timesOf(extent),
		attributes: attributesOf({
			...sessionAttributes(context),
			"gen_ai.operation.name": "execute_tool",
			"gen_ai.tool.name": name,
			"gen_ai.tool.type": isRetrieval === true ? "datastore" : void 0,
			"gen_ai.tool.call.id": step.callId,
			"gen_ai.tool.call.arguments": jsonAttribute(step.arguments),
			"gen_ai.tool.call.result": jsonAttribute(step.result),
			"tracegate.attempt": step.attempt,
			"tracegate.replay": step.replay,
			"tracegate.fault": step.fault,
			...failure.attributes,
			...madeUp$1(extent)
		}),
		...withEvents(...judgements(context, at, extent), ...failure.events),
		status: failure.status
	};
}

// src/core/trace/export/timeline.ts
const latestMs = 0x5af3107a4000;
const madeUpMs = 1;
function timelineOf({ turns }, fallbackMs) {
	let nowMs = firstTime(turns) ?? fallbackMs;
	return turns.map((turn) => {
		const extent = turnExtent(turn, nowMs);
		nowMs = Math.max(nowMs, extent.endMs) + madeUpMs;
		return extent;
	});
}
function turnExtent(turn, nowMs) {
	const ownMs = known(turn.startedAtMs);
	const firstStepMs = turn.steps.map(({ startedAtMs }) => known(startedAtMs)).find(isKnown);
	const startMs = ownMs ?? firstStepMs ?? nowMs;
	let stepMs = startMs;
	const steps = turn.steps.map((step) => {
		const extent = stepExtent(step, stepMs);
		stepMs = Math.max(stepMs, extent.endMs ?? extent.startMs);
		return extent;
	});
	const { durationMs } = turn;
	return {
		startMs,
		endMs: durationMs === void 0 ? Math.max(startMs, stepMs) : startMs + durationMs,
		...madeUp(ownMs, durationMs),
		steps
	};
}
function stepExtent(step, nowMs) {
	const ownMs = known(step.startedAtMs);
	const startMs = ownMs ?? nowMs;
	const { durationMs } = step;
	return {
		startMs,
		...!(step.kind === "tool" && step.status === "pending") && { endMs: startMs + (durationMs ?? madeUpMs) },
		...madeUp(ownMs, durationMs)
	};
}
function madeUp(startedAtMs, durationMs) {
	return {
		isStartMadeUp: startedAtMs === void 0,
		isLengthMadeUp: durationMs === void 0
	};
}
function firstTime(turns) {
	return turns.flatMap((turn) => [turn.startedAtMs, ...turn.steps.map(({ startedAtMs }) => startedAtMs)]).map(known).find(isKnown);
}
function known(ms) {
	return ms !== void 0 && ms > 0 && ms < latestMs ? ms : void 0;
}
function isKnown(ms) {
	return ms !== void 0;
}

// src/core/trace/export/export-session.ts
function exportSession(session, options) {
	const { agent } = session;
	const resource = attributesOf({
		"service.name": agent?.name ?? "agent",
		"service.version": agent?.version
	});
	const spans = sessionSpans(session, options);
	return { resourceSpans: [{
		resource: { attributes: resource },
		scopeSpans: [{
			scope: { name: "tracegate" },
			spans
		}]
	}] };
}
function sessionSpans(session, { fallbackMs, extra = {} }) {
	const { id, turns, annotations = [] } = session;
	const requested = requestedCalls(session);
	const context = {
		session,
		ids: new SpanIds(id),
		annotations: Map.groupBy(annotations, ({ at }) => {
			const step = at && turns[at.turn - 1]?.steps[at.step - 1];
			return at === void 0 || step === void 0 || isToldByRequest(step, requested) ? "" : stepId(at);
		})
	};
	if (turns.length === 0) {
		const extent = {
			startMs: fallbackMs,
			endMs: fallbackMs,
			...allMadeUp
		};
		const traceId = context.ids.traceId(void 0, 0);
		return [turnSpan(context, void 0, {
			traceId,
			number: 0,
			extent,
			extra
		})];
	}
	const extents = timelineOf(session, fallbackMs);
	const told = {
		requested,
		firstCall: turns.flatMap(({ steps }) => steps).find(isOwnCall)
	};
	return turns.flatMap((turn, index) => {
		const extent = extents[index];
		if (extent === void 0) return [];
		return turnSpans(context, turn, {
			number: index + 1,
			extent,
			extra,
			...told
		});
	});
}
function turnSpans(context, turn, { number, extent, extra, requested, firstCall }) {
	const traceId = context.ids.traceId(turn.traceId, number);
	const root = turnSpan(context, turn, {
		traceId,
		number,
		extent,
		extra
	});
	const spans = [root];
	let agent;
	let parentSpanId = root.spanId;
	for (const [index, step] of turn.steps.entries()) {
		const own = extent.steps[index];
		if (own === void 0 || isToldByRequest(step, requested)) continue;
		const at = stepId({
			turn: number,
			step: index + 1
		});
		if (step.agent !== agent) {
			agent = step.agent;
			parentSpanId = root.spanId;
			if (agent !== void 0) {
				const around = {
					traceId,
					parentSpanId
				};
				const whole = extentOfAgent(turn, extent, index);
				const delegate = delegateSpan(context, around, {
					at,
					extent: whole,
					name: agent
				});
				spans.push(delegate);
				parentSpanId = delegate.spanId;
			}
		}
		const tellsTools = step === firstCall;
		spans.push(...stepSpans(context, step, {
			traceId,
			parentSpanId,
			at,
			extent: own,
			tellsTools
		}));
	}
	return spans;
}
const allMadeUp = {
	isStartMadeUp: true,
	isLengthMadeUp: true
};
function extentOfAgent({ steps }, { steps: extents, startMs }, index) {
	const first = extents[index] ?? {
		startMs,
		...allMadeUp
	};
	let endMs = first.startMs;
	for (let at = index; at < steps.length && steps[at]?.agent === steps[index]?.agent; at += 1) endMs = Math.max(endMs, extents[at]?.endMs ?? endMs);
	return {
		...first,
		endMs
	};
}
function isToldByRequest(step, requested) {
	if (step.kind === "model" || step.status !== "pending" || step.callId === void 0) return false;
	return step.spanId === void 0 && step.startedAtMs === void 0 && requested.has(step.callId);
}
function requestedCalls({ turns }) {
	return new Set(turns.flatMap(({ steps }) => steps).flatMap((step) => step.kind === "model" ? step.toolCalls ?? [] : []).flatMap(({ callId }) => callId ?? []));
}
function isOwnCall({ kind, agent }) {
	return kind === "model" && agent === void 0;
}

// src/app/sessions/export-sessions.ts
function exportFiles(files, source, ports) {
	return exportAll(ports, async (intake) => {
		for await (const item of source.read(...files)) {
			if (item.kind === "unreadable") throw item.error;
			if (item.kind === "dropped") intake.dropped.push(...item.dropped);
			if (item.kind === "session") await intake.add(item.session);
		}
	});
}
function exportRuns(runs, ports) {
	return exportAll(ports, async (intake) => {
		for await (const { startedAt, run } of runs) {
			const session = {
				...annotateRun(run),
				id: `${runId(run)} ${startedAt}`
			};
			await intake.add(session, attributesOfRun(run));
		}
	});
}
function attributesOfRun(run) {
	const { caseId, runIndex, outcome } = run;
	return {
		"tracegate.run.id": runId(run),
		"tracegate.case.id": caseId,
		"tracegate.run.index": runIndex,
		"tracegate.run.outcome": outcome
	};
}
async function exportAll(ports, read) {
	const { sink } = ports;
	try {
		const intake = new Intake(ports);
		await read(intake);
		if (intake.sessions === 0) throw noSessions(intake.dropped);
		return {
			...intake.summary(),
			...await sink.end()
		};
	} finally {
		sink.discard();
	}
}
var Intake = class {
	dropped = [];
	#ports;
	#found = /* @__PURE__ */ new Map();
	#startedAtMs;
	#sessions = 0;
	#spans = 0;
	constructor(ports) {
		this.#ports = ports;
		this.#startedAtMs = ports.clock.nowMs();
	}
	get sessions() {
		return this.#sessions;
	}
	async add(session, extra = {}) {
		const redacted = await this.#redact(session);
		if (redacted === void 0) return;
		const traces = exportSession(redacted, {
			fallbackMs: this.#startedAtMs,
			extra
		});
		await this.#ports.sink.write(traces);
		this.#sessions += 1;
		for (const { scopeSpans } of traces.resourceSpans) for (const { spans } of scopeSpans) this.#spans += spans.length;
	}
	async #redact(session) {
		try {
			const { session: redacted, found } = await this.#ports.redactor.redact(session);
			for (const { kind, count } of found) this.#found.set(kind, (this.#found.get(kind) ?? 0) + count);
			return redacted;
		} catch (error) {
			if (!(error instanceof UserError)) throw error;
			const reason = `session that cannot be redacted, and so is not exported: ${error.message}`;
			this.dropped.push({
				file: "",
				path: "",
				reason,
				count: 1
			});
			return;
		}
	}
	summary() {
		const redacted = [...this.#found].map(([kind, count]) => ({
			kind,
			count
		})).toSorted((a, b) => a.kind < b.kind ? -1 : 1);
		return {
			sessions: this.#sessions,
			spans: this.#spans,
			redacted,
			dropped: this.dropped
		};
	}
};
function noSessions([first]) {
	const why = first === void 0 ? "" : ` First: ${first.file} ${first.path}: ${first.reason}.`;
	return new UserError("SESSIONS_NONE", `There is no session to export.${why}`, "Name session files, exports that `tracegate import` reads, or a run with `--results`.");
}

// src/core/report/terminal/export-summary.ts
function renderExportSummary(counts, place) {
	const { sessions, spans, redacted, dropped, rejected, reasons } = counts;
	const kinds = redacted.map(({ kind, count }) => `${terminalText(kind)} ${count}`);
	const why = reasons.map((reason) => `: ${terminalText(reason)}`).join("");
	return `${[
		`${countOf(sessions, "session")}, ${countOf(spans, "span")} exported to ${terminalText(place, 400)}`,
		kinds.length === 0 ? "Redacted: nothing was found" : `Redacted: ${kinds.join(", ")}`,
		rejected > 0 ? `The backend did not take ${countOf(rejected, "span")}${why}` : "",
		rejected === 0 && reasons.length > 0 ? `The backend says${why}` : "",
		renderDropped(dropped, "Left out")
	].filter((part) => part !== "").join("\n")}\n`;
}

// src/cli/commands/export.ts
async function exportCommand(files, options, io) {
	checkOptions(files, options);
	const place = locateProject(io.cwd, options);
	const redactor = await composeRedactor(io.env, await loadRedaction(projectRequest(place)), join(place.root, surrogateKeyFolder));
	const interrupt = new AbortController();
	const unsubscribe = io.onInterrupt(() => interrupt.abort());
	const { out, to, header: headers = [] } = options;
	try {
		const summary = await exportAsked(files, options, {
			io,
			ports: {
				redactor,
				sink: await composeSink({
					...out !== void 0 && { out: resolve(io.cwd, out) },
					...to !== void 0 && { to },
					headers
				}, {
					environment: io.env,
					write: (text) => io.stdout.write(text),
					signal: interrupt.signal
				}),
				clock: systemClock
			},
			root: place.root
		});
		report(summary, options, io);
		return summary.rejected > 0 ? exitCodes.userError : exitCodes.pass;
	} catch (error) {
		if (!interrupt.signal.aborted) throw error;
		io.stderr.write("Interrupted: what was sent before stays where it is; a file was not written.\n");
		return exitCodes.interrupted;
	} finally {
		unsubscribe();
	}
}
function exportAsked(files, { results, format }, { io, ports, root }) {
	if (results === void 0) return exportFiles(files, composeSessionSource(resolve(io.cwd), { format }), ports);
	const named = results === true ? void 0 : resolve(io.cwd, results);
	return exportRuns(composeRuns(composeResults(root).existing(named)), ports);
}
function report(summary, { out, to, json }, io) {
	const place = out === void 0 ? to === void 0 ? "standard output" : "the backend" : relative(io.cwd, resolve(io.cwd, out));
	const text = json ? renderJson(summary) : renderExportSummary(summary, place);
	(out === void 0 && to === void 0 ? io.stderr : io.stdout).write(text);
}
function checkOptions(files, { results, json, out, to }) {
	if (files.length > 0 === (results !== void 0)) throw new UserError("EXPORT_WHAT", "Either files or `--results` says what is exported.", "Name session files, or `--results` for the newest run.");
	if (json === true && out === void 0 && to === void 0) throw new UserError("EXPORT_JSON", "`--json` would mix what was done with the spans, which go to standard output too.", "Name a file with `--out` or a backend with `--to`, or leave `--json` out.");
}

export { exportCommand };