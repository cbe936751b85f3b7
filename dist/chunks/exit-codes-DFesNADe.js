// src/cli/exit-codes.ts
/** What the process ends with. Anything but 0 keeps a required check from turning green. */
const exitCodes = {
	pass: 0,
	fail: 1,
	userError: 2,
	undetermined: 3,
	/** A bug of ours. */
	bug: 70,
	/** Interrupted by Ctrl-C: 128 + SIGINT. */
	interrupted: 130
};
/** A decision that is only shown, while a team adopts the gate, ends with 0 like a pass. */
function exitCodeOf(decision, enforcement) {
	return enforcement.kind === "enforced" ? exitCodes[decision.kind] : exitCodes.pass;
}

export { exitCodes as n, exitCodeOf as t };