// src/cli/io.ts
/**
* Whether colour may be written: on a terminal, unless `NO_COLOR` speaks against it; elsewhere where `FORCE_COLOR`
* asks for it. Set and empty counts as not set.
*/
function mayColour(stream, env) {
	const { NO_COLOR: refused = "", FORCE_COLOR: forced = "" } = env;
	if (refused !== "") return false;
	if (forced !== "") return forced !== "0" && forced !== "false";
	return isTerminal(stream, env);
}
/** Whether the stream is a terminal that understands more than text. */
function isTerminal(stream, env) {
	return stream.isTTY === true && env["TERM"] !== "dumb";
}

export { mayColour as n, isTerminal as t };