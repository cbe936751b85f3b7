import { La as discriminatedUnion, Pa as array, Ra as int, Va as literal, Wa as object, Ya as string } from "./run-DTe1xjOx.js";
import { t as asUserError } from "./as-user-error-2_zQCRHO.js";

// src/action/run-messages.ts
const text = string().max(2e4);
/** What it answers. The agent shares that process and may say anything, so this is only what we show. */
const runAnswer = discriminatedUnion("kind", [
	object({
		kind: literal("progress"),
		recorded: int().min(0).max(1e9),
		planned: int().min(0).max(1e9)
	}),
	object({ kind: literal("finished") }),
	object({
		kind: literal("failed"),
		code: string().regex(/^[A-Z][A-Z_]{0,60}$/),
		message: text,
		fix: text,
		problems: array(object({
			code: text,
			file: text,
			line: int().exactOptional(),
			column: int().exactOptional(),
			path: text.exactOptional(),
			message: text,
			expected: text.exactOptional(),
			example: text.exactOptional()
		})).max(1e4)
	})
]);
/** `undefined` for messages that are none of ours: an agent may have its own. */
function parseRunAnswer(message) {
	return runAnswer.safeParse(message).data;
}
/** An error on its way out of the process. */
function failedAnswer(error) {
	const { code, message, fix, problems } = asUserError(error);
	return {
		kind: "failed",
		code,
		message,
		fix,
		problems: problems.slice(0, 1e4)
	};
}

export { parseRunAnswer as n, failedAnswer as t };