#!/usr/bin/env node
import { E as exitCodes } from "./chunks/program-DKRRRX-J.js";
import * as nodeModule from "node:module";

// src/cli/hold-exit-code.ts
function holdExitCode(codeNow) {
	const reallyExit = methodOf("reallyExit");
	const emit = methodOf("emit");
	const leave = () => {
		reallyExit.call(process, codeNow());
	};
	replace("reallyExit", leave);
	replace("emit", (...event) => {
		try {
			return Reflect.apply(emit, process, event);
		} finally {
			if (event[0] === "exit") process.exitCode = codeNow();
		}
	});
	return leave;
}
function methodOf(name) {
	const method = Reflect.get(process, name);
	if (!isMethod(method)) throw new Error(`this Node has no process.${name}`);
	return method;
}
function isMethod(value) {
	return typeof value === "function";
}
function replace(name, value) {
	Object.defineProperty(process, name, {
		value,
		configurable: true,
		enumerable: true,
		writable: true
	});
}

// src/cli/main.ts
const oldestNode = 24;
let exitCode;
const leave = holdExitCode(() => exitCode ?? exitCodes.bug);
for (const stream of [process.stdout, process.stderr]) stream.on("error", (error) => {
	if (error.code !== "EPIPE") throw error;
});
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);
exitCode = await main();
write("", () => {
	nodeModule.flushCompileCache?.();
	leave();
});
async function main() {
	if (Number.parseInt(process.versions.node, 10) < oldestNode) {
		process.stderr.write(`tracegate needs Node ${oldestNode} or newer; this is ${process.versions.node}.\n`);
		return exitCodes.userError;
	}
	nodeModule.enableCompileCache();
	const { runCli } = await import("./chunks/program-ybvqxZy4.js");
	return await runCli(process.argv.slice(2), {
		stdout: {
			write,
			isTTY: process.stdout.isTTY,
			columns: process.stdout.columns
		},
		stderr: process.stderr,
		get stdin() {
			return process.stdin;
		},
		env: process.env,
		cwd: process.cwd(),
		onInterrupt: (listener) => {
			let isAsked = false;
			const ask = () => {
				if (isAsked) {
					exitCode = exitCodes.interrupted;
					process.exit();
				}
				isAsked = true;
				listener();
			};
			process.on("SIGINT", ask).on("SIGTERM", ask);
			return () => process.off("SIGINT", ask).off("SIGTERM", ask);
		}
	});
}

export {  };