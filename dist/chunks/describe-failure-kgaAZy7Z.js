import { U as UserError } from "./shared-Cu69G1m7.js";
import { Ma as terminalLines, bi as describeProblems } from "./run-BZDTBg9r.js";
import { E as exitCodes } from "./program-DKRRRX-J.js";
const { inspect } = globalThis.process.getBuiltinModule("node:util");

// src/cli/describe-failure.ts
function describeFailure(error, io) {
	if (error instanceof UserError) {
		const parts = [
			...error.problems.length > 0 ? [describeProblems(error.problems)] : [],
			`error ${error.code}: ${error.message}`,
			`  fix: ${error.fix}`,
			...io.env["TRACEGATE_DEBUG"] && error.cause !== void 0 ? [`cause: ${describeThrown(error.cause)}`] : []
		];
		return {
			text: `${terminalLines(parts.join("\n"))}\n`,
			exitCode: exitCodes.userError
		};
	}
	const text = [
		"tracegate met a bug of its own. Nothing was decided.",
		describeThrown(error),
		"Please report it with the text above."
	].join("\n");
	return {
		text: `${terminalLines(text)}\n`,
		exitCode: exitCodes.bug
	};
}
function describeThrown(thrown) {
	return thrown instanceof Error ? inspect(thrown, { depth: 3 }) : String(thrown);
}

export { describeFailure as t };