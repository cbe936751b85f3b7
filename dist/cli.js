#!/usr/bin/env node
import { n as exitCodes } from "./chunks/exit-codes-C5_XZOcP.js";
import * as nodeModule from "node:module";

// src/cli/main.ts
const oldestNode = 24;
let exitCode;
process.on("exit", () => {
	process.exitCode = exitCode ?? exitCodes.bug;
});
for (const stream of [process.stdout, process.stderr]) stream.on("error", (error) => {
	if (error.code !== "EPIPE") throw error;
});
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);
exitCode = await main();
write("", () => process.exit());
async function main() {
	if (Number.parseInt(process.versions.node, 10) < oldestNode) {
		process.stderr.write(`tracegate needs Node ${oldestNode} or newer; this is ${process.versions.node}.\n`);
		return exitCodes.userError;
	}
	nodeModule.enableCompileCache();
	const { runCli } = await import("./chunks/program-DG1Zc1PY.js");
	return await runCli(process.argv.slice(2), {
		stdout: {
			write,
			isTTY: process.stdout.isTTY,
			columns: process.stdout.columns
		},
		stderr: process.stderr,
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