import { I as unknown, O as object, P as string, S as int, T as literal, v as array, x as discriminatedUnion } from "./shared-Cu69G1m7.js";
import { t as asUserError } from "./as-user-error-CU7gUk6f.js";

// src/action/run-messages.ts
const text = string().max(2e4);
const runAnswer = discriminatedUnion("kind", [
	object({
		kind: literal("progress"),
		recorded: int().min(0).max(1e9),
		planned: int().min(0).max(1e9)
	}),
	object({ kind: literal("answers-wanted") }),
	object({
		kind: literal("answered"),
		key: string().regex(/^[0-9a-f]{64}$/),
		model: string().max(1e3),
		json: unknown()
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
function parseRunAnswer(message) {
	return runAnswer.safeParse(message).data;
}
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