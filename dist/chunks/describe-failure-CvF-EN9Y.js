import { Sa as describeProblems, Yr as terminalLines, ao as UserError } from "./run-DTe1xjOx.js";
import { S as exitCodes } from "./program-CWt7Ov6p.js";
import { inspect } from "node:util";

// src/cli/describe-failure.ts
/** What to print for a thrown value, and what to exit with. Whatever the text holds, it is safe to print. */
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
/** The stack of an error and of its causes; other values as they are. */
function describeThrown(thrown) {
	return thrown instanceof Error ? inspect(thrown, { depth: 3 }) : String(thrown);
}

export { describeFailure as t };