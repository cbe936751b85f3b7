import { ao as UserError } from "./run-DTe1xjOx.js";

// src/action/as-user-error.ts
/** A bug of ours is told in the same places as a mistake, so that no earlier green comment is left standing. */
function asUserError(error) {
	if (error instanceof UserError) return error;
	const message = error instanceof Error ? error.message : String(error);
	return new UserError("BUG", `Tracegate met a bug of its own: ${message}`, "Please report it with the job's log.", { cause: error });
}

export { asUserError as t };