import { U as UserError } from "./shared-Cu69G1m7.js";

// src/app/sessions/find-session.ts
const mostNamed = 5;
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
	throw new UserError(id === void 0 ? "SESSION_NOT_CHOSEN" : "SESSION_MISSING", `${file} holds ${count === 1 ? "one session" : `${count} sessions`}${id === void 0 ? "" : `, ${count === 1 ? "which has not" : "and none has"} the id ${id}`}: ${named}.`, "Choose one with `--session <id>`; `tracegate view --open` shows all of a file.");
}

export { findSession as t };