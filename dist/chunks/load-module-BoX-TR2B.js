import { U as UserError } from "./shared-Cu69G1m7.js";
import { _t as describeThrown, qi as printable } from "./run-BZDTBg9r.js";
const { realpathSync, statSync } = globalThis.process.getBuiltinModule("node:fs");
const { isAbsolute, relative, resolve, sep } = globalThis.process.getBuiltinModule("node:path");
const { execFile } = globalThis.process.getBuiltinModule("node:child_process");
const { fileURLToPath, pathToFileURL } = globalThis.process.getBuiltinModule("node:url");
const { AsyncLocalStorage } = globalThis.process.getBuiltinModule("node:async_hooks");

// src/adapters/agent/stray-failures.ts
const owners = new AsyncLocalStorage();
let catchers = 0;
const exits = ["exit", "reallyExit"];
let putExitsBack;
function runOwned(owner, run) {
	return owners.run(owner, run);
}
function catchStrayFailures() {
	catchers += 1;
	if (catchers === 1) {
		process.on("unhandledRejection", onRejection);
		process.on("uncaughtException", onException);
		putExitsBack = guardExits();
	}
	let isOver = false;
	return () => {
		if (isOver) return;
		isOver = true;
		catchers -= 1;
		if (catchers > 0) return;
		process.off("unhandledRejection", onRejection);
		process.off("uncaughtException", onException);
		putExitsBack?.();
	};
}
function onRejection(thrown) {
	const owner = owners.getStore();
	if (owner !== void 0) owner.strayed(`a promise of the agent was rejected unawaited: ${describeThrown(thrown)}`);
	else if (process.listenerCount("unhandledRejection") === 1) throw thrown;
}
function onException(error) {
	const owner = owners.getStore();
	if (owner !== void 0) owner.strayed(`the agent threw outside its call: ${describeThrown(error)}`);
	else if (process.listenerCount("uncaughtException") === 1) throw error;
}
function guardExits() {
	const found = exits.map((name) => [name, Object.getOwnPropertyDescriptor(process, name)]);
	for (const [name, descriptor] of found) {
		const exitNow = descriptor?.value;
		if (descriptor === void 0 || typeof exitNow !== "function") continue;
		const value = (...code) => {
			const owner = owners.getStore();
			if (owner === void 0) return Reflect.apply(exitNow, process, code);
			const reason = `the agent called process.${name}(${code.map(printableCode).join(", ")})`;
			owner.strayed(reason);
			throw new Error(reason);
		};
		Object.defineProperty(process, name, {
			...descriptor,
			value
		});
	}
	return () => {
		for (const [name, descriptor] of found) if (descriptor !== void 0) Object.defineProperty(process, name, descriptor);
	};
}
function printableCode(code) {
	return typeof code === "number" || typeof code === "string" ? printable(String(code), 20) : "";
}

// src/adapters/agent/load-module.ts
const shape = "export const agent = async (message, ctx) => `You said: ${message}`;";
async function loadAgentModule(root, file, options) {
	const path = findModule(root, file);
	const exports = await importModule(root, file, {
		...options,
		path
	});
	for (const name of ["agent", "default"]) {
		const candidate = Object.hasOwn(exports, name) ? exports[name] : void 0;
		if (isAgent(candidate)) return candidate;
	}
	const names = Object.keys(exports).toSorted().map((name) => `${printable(name, 40)} (${typeof exports[name]})`);
	throw new UserError("AGENT_MODULE_EXPORT", `${file}: it exports no function named \`agent\`; ${names.length === 0 ? "it exports nothing" : `it exports ${names.join(", ")}`}.`, `Export the agent: ${shape}`);
}
function findModule(root, file) {
	const realRoot = realpathSync(root);
	const path = resolve(realRoot, file);
	if (!isInside(realRoot, path)) throw outside(file);
	let realFile;
	try {
		realFile = realpathSync(path);
		if (!statSync(realFile).isFile()) throw new Error("it is not a file");
	} catch (cause) {
		throw new UserError("AGENT_MODULE_MISSING", `${file}: there is no such file to load the agent from.`, "Set `agent.module` in tracegate.yaml to the agent's file, relative to the project root.", { cause });
	}
	if (!isInside(realRoot, realFile)) throw outside(file);
	return realFile;
}
function isInside(root, path) {
	const way = relative(root, path);
	return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
function outside(file) {
	return new UserError("AGENT_MODULE_OUTSIDE", `${file}: the agent's file is outside the project.`, "Set `agent.module` to a file below the folder of tracegate.yaml; symbolic links may not leave it.");
}
async function importModule(root, file, options) {
	const url = pathToFileURL(options.path).href;
	let timer;
	const timeOut = new Promise((_, reject) => {
		timer = setTimeout(() => {
			reject(new UserError("AGENT_MODULE_HANGS", `${file}: importing it takes longer than ${options.timeoutMs / 1e3} s.`, "Look for a top-level `await` that never settles; connect to services inside `agent`."));
		}, options.timeoutMs);
	});
	try {
		return await Promise.race([runOwned(options.owner, () => import(
			/* @vite-ignore */
			url
)), timeOut]);
	} catch (cause) {
		if (cause instanceof UserError) throw cause;
		throw await explainImport(cause, {
			root,
			file,
			path: options.path
		});
	} finally {
		clearTimeout(timer);
	}
}
async function explainImport(cause, at) {
	const what = describeThrown(cause);
	const code = cause instanceof Error && "code" in cause ? cause.code : void 0;
	if (code === "ERR_MODULE_NOT_FOUND") return new UserError("AGENT_MODULE_BROKEN", `${at.file}: it imports something that is not there: ${what}`, "Install the project's dependencies, and write relative imports with their file extension.", { cause });
	if (code === "ERR_UNKNOWN_FILE_EXTENSION" || code === "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX") return new UserError("AGENT_MODULE_BROKEN", `${at.file}: Node cannot run it as it is: ${what}`, "Node strips types and does no more: no .tsx, enums, namespaces or parameter properties. Point `agent.module` at compiled JavaScript where you need them.", { cause });
	if (cause instanceof SyntaxError) {
		const place = await findSyntaxError(cause, at) ?? `${at.file}, or a file that it imports`;
		return new UserError("AGENT_MODULE_BROKEN", `${place}: ${what}`, "Mend the syntax; `node --check` on the file shows the place.", { cause });
	}
	return new UserError("AGENT_MODULE_BROKEN", `${at.file}: it threw when it was imported: ${what}`, "Make the file importable without side effects that can fail; do such work inside `agent`.", { cause });
}
async function findSyntaxError(error, at) {
	const told = error.stack ?? "";
	const report = placePattern.test(told) ? told : await checkSyntax(at.path);
	const [, where, line] = placePattern.exec(report) ?? [];
	if (where === void 0) return void 0;
	const path = where.startsWith("file:") ? fileURLToPath(where) : where;
	return `${path === at.path ? at.file : relative(at.root, path)}:${line}`;
}
const placePattern = /^(file:\/\/\S+|\/.+):(\d+)\n/;
function checkSyntax(path) {
	return new Promise((tell) => {
		execFile(process.execPath, ["--check", path], {
			env: {},
			timeout: 5e3
		}, (_, __, stderr) => tell(stderr));
	});
}
function isAgent(value) {
	return typeof value === "function";
}

export { runOwned as i, loadAgentModule as n, catchStrayFailures as r, findModule as t };