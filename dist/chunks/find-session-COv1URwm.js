import { ao as UserError } from "./run-DTe1xjOx.js";

// src/app/find-session.ts
/** Ids that are named where one of many has to be chosen. */
const mostNamed = 20;
/**
* The one session of a file, or the one that is asked for by its id.
*
* @throws UserError where the file cannot be read, holds none, not the one, or several of which none was named.
*/
async function findSession(source, file, id) {
	const ids = [];
	const dropped = [];
	let count = 0;
	let found;
	for await (const item of source.read(file)) {
		if (item.kind === "unreadable") throw item.error;
		if (item.kind === "dropped") dropped.push(...item.dropped);
		if (item.kind !== "session") continue;
		count += 1;
		if (ids.length < mostNamed) ids.push(item.session.id);
		if (id === void 0 || item.session.id === id) found ??= item.session;
	}
	if (found !== void 0 && (id !== void 0 || count === 1)) return found;
	const [first] = dropped;
	if (count === 0) {
		const place = first === void 0 || first.path === "" ? "" : `${first.path}: `;
		const why = first === void 0 ? "" : ` First: ${place}${first.reason}.`;
		throw new UserError("SESSIONS_NONE", `${file} holds no session.${why}`, "Name a session file, or an export that `tracegate import` reads; docs/import.md lists them.");
	}
	const named = `${ids.join(", ")}${count > ids.length ? ` and ${count - ids.length} more` : ""}`;
	throw new UserError(id === void 0 ? "SESSION_NOT_CHOSEN" : "SESSION_MISSING", `${file} holds ${count === 1 ? "one session" : `${count} sessions`}${id === void 0 ? "" : `, and none has the id ${id}`}: ${named}.`, "Choose one with `--session <id>`.");
}

export { findSession as t };