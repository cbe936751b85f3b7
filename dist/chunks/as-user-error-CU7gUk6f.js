import { U as UserError } from "./shared-Cu69G1m7.js";

// src/action/as-user-error.ts
function asUserError(error) {
	if (error instanceof UserError) return error;
	const message = error instanceof Error ? error.message : String(error);
	return new UserError("BUG", `Tracegate met a bug of its own: ${message}`, "Please report it with the job's log.", { cause: error });
}

export { asUserError as t };