import { $i as readSessionFile, Ma as terminalLines, Qi as maxSessionBytes, gr as projectFiles, rt as openSessionTools } from "./run-BZDTBg9r.js";
import { n as mcpServer, r as JSONRPCMessageSchema, t as mountMcp } from "./mount-mcp-CZg9Nrgh.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
import { E as exitCodes } from "./program-DKRRRX-J.js";
const { basename, dirname, resolve } = globalThis.process.getBuiltinModule("node:path");
const { setTimeout } = globalThis.process.getBuiltinModule("node:timers/promises");
const { createServer } = globalThis.process.getBuiltinModule("node:http");
const { Readable, Writable } = globalThis.process.getBuiltinModule("node:stream");
const process = globalThis.process.getBuiltinModule("node:process");

// src/adapters/mcp/offer-session-tools.ts
function offerSessionTools(tools, onGap) {
	return {
		catalog: () => tools.catalog,
		call: async (request, { signal }) => {
			const directive = tools.answer(request);
			if (directive.kind === "gap") {
				onGap(directive.reason);
				return {
					kind: "refused",
					reason: directive.reason
				};
			}
			if (directive.kind === "live") return {
				kind: "refused",
				reason: `${request.name} runs live and is not offered here`
			};
			if (directive.delayMs !== void 0) await setTimeout(directive.delayMs, void 0, { signal });
			return directive.kind === "error" ? {
				kind: "error",
				error: directive.error
			} : {
				kind: "result",
				result: directive.result
			};
		}
	};
}

// node_modules/@modelcontextprotocol/sdk/dist/esm/shared/stdio.js
const STDIO_DEFAULT_MAX_BUFFER_SIZE = 10485760;
var ReadBuffer = class {
	constructor(options) {
		this._maxBufferSize = options?.maxBufferSize ?? 10485760;
	}
	append(chunk) {
		if ((this._buffer?.length ?? 0) + chunk.length > this._maxBufferSize) {
			this.clear();
			throw new Error(`ReadBuffer exceeded maximum size of ${this._maxBufferSize} bytes`);
		}
		this._buffer = this._buffer ? Buffer.concat([this._buffer, chunk]) : chunk;
	}
	readMessage() {
		if (!this._buffer) return null;
		const index = this._buffer.indexOf("\n");
		if (index === -1) return null;
		const line = this._buffer.toString("utf8", 0, index).replace(/\r$/, "");
		this._buffer = this._buffer.subarray(index + 1);
		return deserializeMessage(line);
	}
	clear() {
		this._buffer = void 0;
	}
};
function deserializeMessage(line) {
	return JSONRPCMessageSchema.parse(JSON.parse(line));
}
function serializeMessage(message) {
	return JSON.stringify(message) + "\n";
}

// node_modules/@modelcontextprotocol/sdk/dist/esm/server/stdio.js
var StdioServerTransport = class {
	constructor(_stdin = process.stdin, _stdout = process.stdout, options) {
		this._stdin = _stdin;
		this._stdout = _stdout;
		this._started = false;
		this._ondata = (chunk) => {
			try {
				this._readBuffer.append(chunk);
				this.processReadBuffer();
			} catch (error) {
				this.onerror?.(error);
				this.close().catch(() => {});
			}
		};
		this._onerror = (error) => {
			this.onerror?.(error);
		};
		this._readBuffer = new ReadBuffer({ maxBufferSize: options?.maxBufferSize });
	}
	async start() {
		if (this._started) throw new Error("StdioServerTransport already started! If using Server class, note that connect() calls start() automatically.");
		this._started = true;
		this._stdin.on("data", this._ondata);
		this._stdin.on("error", this._onerror);
	}
	processReadBuffer() {
		while (true) try {
			const message = this._readBuffer.readMessage();
			if (message === null) break;
			this.onmessage?.(message);
		} catch (error) {
			this.onerror?.(error);
		}
	}
	async close() {
		this._stdin.off("data", this._ondata);
		this._stdin.off("error", this._onerror);
		if (this._stdin.listenerCount("data") === 0) this._stdin.pause();
		this._readBuffer.clear();
		this.onclose?.();
	}
	send(message) {
		return new Promise((resolve) => {
			const json = serializeMessage(message);
			if (this._stdout.write(json)) resolve();
			else this._stdout.once("drain", resolve);
		});
	}
};

// src/adapters/mcp/serve-mcp.ts
async function serveMcpOverStreams(tools, { input, output }) {
	const server = mcpServer(tools);
	const { promise: ended, resolve } = Promise.withResolvers();
	for (const event of [
		"end",
		"close",
		"error"
	]) input.once(event, () => resolve());
	output.once("error", () => resolve());
	await server.connect(new StdioServerTransport(input, output));
	return {
		ended,
		close: () => server.close()
	};
}
const loopback = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i;
async function serveMcpOverHttp(open, port) {
	const place = mountMcp(open);
	const server = createServer((request, response) => {
		const { host = "", origin } = request.headers;
		const isOurs = loopback.test(host) && (origin === void 0 || isLoopback(origin));
		const path = request.url?.split("?", 1)[0];
		if (!isOurs) response.writeHead(403).end("Only this machine is served.\n");
		else if (path !== "/mcp") response.writeHead(404).end("The MCP server is at /mcp.\n");
		else place.serve(request, response).catch(() => {
			response.destroy();
		});
	});
	await new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, "127.0.0.1", resolve);
	});
	const address = server.address();
	if (typeof address !== "object" || address === null) throw new Error("the server has no port");
	return {
		url: `http://127.0.0.1:${address.port}/mcp`,
		close: async () => {
			await place.close();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
	};
}
function isLoopback(origin) {
	return URL.canParse(origin) && loopback.test(new URL(origin).host);
}

// src/compose/compose-mcp.ts
async function composeMcp(path, { readOnly, onGap }) {
	const session = await readSession(path);
	const open = () => {
		return offerSessionTools(openSessionTools({
			recorded: {
				file: path,
				session
			},
			readOnly,
			live: [],
			match: {},
			faults: []
		}, {
			caseId: session.id,
			runIndex: 0
		}), onGap);
	};
	const tools = open().catalog({}).length;
	if (tools === 0) throw new UserError("SESSION_WITHOUT_TOOLS", `${path} holds no tool call, so that there is nothing to offer.`, "Name a session in which tools were called and their results captured.");
	return {
		tools,
		serveStreams: (streams) => serveMcpOverStreams(open(), streams),
		serveHttp: async (port) => {
			try {
				return await serveMcpOverHttp(open, port);
			} catch (cause) {
				if (!(cause instanceof Error) || !("code" in cause)) throw cause;
				throw new UserError("PORT_UNUSABLE", `Port ${port} cannot be listened on (${String(cause.code)}).`, "Give another one, or 0 for any that is free.", { cause });
			}
		}
	};
}
async function readSession(path) {
	const source = await projectFiles(dirname(path)).readFile(basename(path), maxSessionBytes);
	const reading = readSessionFile({
		...source,
		path
	});
	if (reading.kind === "session") return reading.session;
	throw new UserError(reading.code, `${reading.message}.`, `Give ${reading.expected}.`);
}

// src/cli/commands/mcp.ts
async function mcpCommand(options, io) {
	const say = (text) => void io.stderr.write(`${terminalLines(text)}\n`);
	const recorded = await composeMcp(resolve(io.cwd, options.session), {
		readOnly: options.readOnly ?? [],
		onGap: (reason) => say(`replay-gap: ${reason}`)
	});
	const { promise: interrupted, resolve: interrupt } = Promise.withResolvers();
	const unsubscribe = io.onInterrupt(interrupt);
	try {
		if (options.http === void 0) {
			const served = await recorded.serveStreams({
				input: io.stdin ?? Readable.from([]),
				output: writableTo(io.stdout)
			});
			await Promise.race([served.ended, interrupted]);
			await served.close();
		} else {
			const served = await recorded.serveHttp(options.http);
			say(`Serving ${recorded.tools === 1 ? "1 tool" : `${recorded.tools} tools`} at ${served.url}; end with Ctrl-C.`);
			await interrupted;
			await served.close();
		}
		return exitCodes.pass;
	} finally {
		unsubscribe();
	}
}
function writableTo(stream) {
	return new Writable({ write: (chunk, _encoding, done) => {
		stream.write(String(chunk));
		done();
	} });
}

export { mcpCommand };