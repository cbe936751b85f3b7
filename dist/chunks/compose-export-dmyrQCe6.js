import { n as parseJournalHeader, r as parseJournalLine } from "./parse-result-8z1WYbGp.js";
import { r as wholeLines } from "./read-journal-CIST7pwD.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
import { yn as resultFiles } from "./run-BZDTBg9r.js";
const { closeSync, existsSync, openSync, renameSync, rmSync, writeSync } = globalThis.process.getBuiltinModule("node:fs");
const { join } = globalThis.process.getBuiltinModule("node:path");

// src/adapters/journal/read-runs.ts
async function* readRuns(path) {
	let line = 0;
	let startedAt = "";
	for await (const bytes of wholeLines(path)) {
		line += 1;
		const place = `${path}:${line}`;
		const text = bytes.toString("utf8");
		if (line === 1) ({startedAt} = parseJournalHeader(text, place));
		else {
			const read = parseJournalLine(text, place);
			if (read.kind === "run") yield {
				startedAt,
				run: read.run
			};
		}
	}
}

// src/adapters/otlp/file-sink.ts
function fileSink(path) {
	const draft = `${path}.${process.pid}.partial`;
	let file;
	const attempt = (action) => {
		try {
			return action();
		} catch (cause) {
			throw unwritable(path, cause);
		}
	};
	const close = () => {
		if (file !== void 0) closeSync(file);
		file = void 0;
	};
	return {
		write: async (traces) => {
			attempt(() => {
				file ??= openSync(draft, "w");
				writeSync(file, traceLine(traces));
			});
		},
		end: async () => {
			attempt(() => {
				close();
				renameSync(draft, path);
			});
			return {
				rejected: 0,
				reasons: []
			};
		},
		discard: () => {
			close();
			rmSync(draft, { force: true });
		}
	};
}
function textSink(write) {
	return {
		write: async (traces) => {
			write(traceLine(traces));
		},
		end: async () => ({
			rejected: 0,
			reasons: []
		}),
		discard: () => {}
	};
}
function traceLine(traces) {
	return `${JSON.stringify(traces)}\n`;
}
function unwritable(path, cause) {
	const why = cause instanceof Error ? cause.message : String(cause);
	return new UserError("EXPORT_UNWRITABLE", `The spans cannot be written to ${path}: ${why}`, "Name a file in a folder that can be written with `--out`.", { cause });
}

// src/compose/compose-export.ts
async function composeSink({ out, to, headers }, { environment, write, signal }) {
	if (out !== void 0) return fileSink(out);
	if (to === void 0) return textSink(write);
	const url = to === true ? urlFromEnvironment(environment) : tracesUrl(to);
	const { httpSink } = await import("./http-sink-DQlDt9J8.js");
	return httpSink({
		url,
		headers: headersOf(headers, environment),
		signal
	});
}
function composeRuns(folder) {
	const journal = join(folder.path, resultFiles.journal);
	if (existsSync(journal)) return readRuns(journal);
	throw new UserError("RESULTS_MISSING", `${folder.path} holds no ${resultFiles.journal}.`, "Name the folder of a run with `--results`, or run `tracegate run` first.");
}
function urlFromEnvironment(environment) {
	const { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: own = "", OTEL_EXPORTER_OTLP_ENDPOINT: base = "" } = environment;
	if (own !== "") return checkedUrl(own).href;
	if (base !== "") return tracesUrl(base);
	throw new UserError("EXPORT_NO_ADDRESS", "`--to` names no address, and OTEL_EXPORTER_OTLP_ENDPOINT is not set.", "Name the backend's OTLP/HTTP address, such as `--to http://127.0.0.1:4318`.");
}
function tracesUrl(text) {
	const url = checkedUrl(text);
	if (!/\/v1\/traces\/?$/.test(url.pathname)) url.pathname = `${url.pathname.replace(/\/+$/, "")}/v1/traces`;
	return url.href;
}
function checkedUrl(text) {
	const url = URL.parse(text);
	const isHttp = url !== null && /^https?:$/.test(url.protocol);
	if (isHttp && url.username === "" && url.password === "") return url;
	throw new UserError("EXPORT_ADDRESS_INVALID", isHttp ? "The address holds a user name or a password, which would stand in logs." : "The address is no `http://` or `https://` address.", isHttp ? "Put the credentials into an environment variable: `--header authorization=MY_VARIABLE`." : "Name one such as `http://127.0.0.1:4318`; port 4317 speaks gRPC, which is not spoken here.");
}
function headersOf(named, environment) {
	const headers = /* @__PURE__ */ new Map();
	const { OTEL_EXPORTER_OTLP_TRACES_HEADERS: own, OTEL_EXPORTER_OTLP_HEADERS: all } = environment;
	for (const pair of (own ?? all ?? "").split(",")) {
		const [, name = "", value = ""] = /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/.exec(pair) ?? [];
		if (name !== "") headers.set(name.toLowerCase(), decoded(value));
	}
	for (const pair of named) {
		const [, name = "", variable = ""] = /^([!#$%&'*+.^_`|~\w-]+)=([A-Za-z_]\w*)$/.exec(pair) ?? [];
		const value = environment[variable] ?? "";
		if (name === "" || value === "") throw wrongHeader(name, variable);
		headers.set(name.toLowerCase(), value);
	}
	return Object.fromEntries(headers);
}
function decoded(value) {
	try {
		return decodeURIComponent(value);
	} catch (error) {
		if (error instanceof URIError) return value;
		throw error;
	}
}
function wrongHeader(name, variable) {
	return name === "" ? new UserError("EXPORT_HEADER_INVALID", "A `--header` is not a header's name, `=` and the name of an environment variable.", "Write `--header authorization=MY_VARIABLE`, and put the value into MY_VARIABLE: a key on the command line is seen by all.") : new UserError("EXPORT_HEADER_EMPTY", `\`--header ${name}\` takes its value from ${variable}, which is not set.`, `Set ${variable}, or name another variable.`);
}

export { composeSink as n, composeRuns as t };