import { t as canonicalJson } from "./canonical-json-DVk58iaX.js";
import { createHash } from "node:crypto";

// src/core/trace/session-digest.ts
/**
* Digest of all that a session holds except its id, as `sha256:` and 64 hex digits.
*
* The id is left out because importers make one from the place of the record, so that the same session read from
* two files is known again.
*/
function digestSession(session) {
	const { id: _, ...content } = session;
	return `sha256:${createHash("sha256").update(canonicalJson(content)).digest("hex")}`;
}

export { digestSession as t };