import { ao as UserError, m as readRuns, vn as resultFiles } from "./run-DTe1xjOx.js";
import { closeSync, existsSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

// src/adapters/otlp/file-sink.ts
/**
* Writes OTLP as JSON Lines, one session a line, as the OpenTelemetry Collector's file exporter does. The file stands
* under its name once it is whole; one that was there is replaced.
*
* @param path absolute.
*/
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
/** Writes OTLP as JSON Lines to a stream that nobody takes back. */
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
/** Builds the sink that spans go to. Throws a `UserError` for an address or a header that cannot be meant. */
async function composeSink({ out, to, headers }, { environment, write, signal }) {
	if (out !== void 0) return fileSink(out);
	if (to === void 0) return textSink(write);
	const url = to === true ? urlFromEnvironment(environment) : tracesUrl(to);
	const { httpSink } = await import("./http-sink-CEpm3etX.js");
	return httpSink({
		url,
		headers: headersOf(headers, environment),
		signal
	});
}
/** The runs that a folder's journal holds. Throws `RESULTS_MISSING` where it has none. */
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
/** A base address gets the path that the OTLP specification gives traces. */
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
/** Headers of the OpenTelemetry variables, and those of the command line over them. */
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
/** Values are percent-encoded as in W3C baggage; one that is not is taken as it stands. */
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