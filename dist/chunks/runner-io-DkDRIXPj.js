import { l as warning, m as summary, n as error, o as notice, r as getInput, s as setOutput } from "./core-DKWNot8C.js";
import { n as takeSecrets } from "./restart-without-secrets-CUbMmJ2G.js";
const { randomBytes } = globalThis.process.getBuiltinModule("node:crypto");

// src/action/runner-io.ts
const annotators = {
	error,
	warning,
	notice
};
function openRunnerIo() {
	const env = {
		...process.env,
		...takeSecrets()
	};
	return {
		env,
		input: (name) => name === "github-token" ? (env["INPUT_GITHUB-TOKEN"] ?? "").trim() : getInput(name),
		output: (name, value) => setOutput(name, value),
		summarise: async (markdown) => {
			try {
				await summary.addRaw(markdown).write();
			} catch (error_) {
				warning(`The step summary could not be written: ${String(error_)}`);
			}
		},
		annotate: (level, { message, title, file }) => annotators[level](message, {
			...title !== void 0 && { title },
			...file !== void 0 && {
				file,
				startLine: 1
			}
		}),
		log: (text) => {
			process.stdout.write(text);
		},
		quoted: async (work) => {
			const word = randomBytes(16).toString("hex");
			process.stdout.write(`::stop-commands::${word}\n`);
			try {
				return await work();
			} finally {
				process.stdout.write(`\n::${word}::\n`);
			}
		}
	};
}

export { openRunnerIo };