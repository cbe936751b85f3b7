import { realpathSync, statSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";

// src/adapters/fs/is-folder.ts
/** Whether a folder, or a link to one, is there; one that cannot be looked at is not. */
function isFolder(path) {
	try {
		return statSync(path).isDirectory();
	} catch {
		return false;
	}
}
/** Whether links on the way to `path` lead out of `folder`; a path that is not there leads nowhere. */
function leadsOutside(folder, path) {
	let way;
	try {
		way = relative(realpathSync(folder), realpathSync(join(folder, path)));
	} catch {
		return false;
	}
	return isAbsolute(way) || way === ".." || way.startsWith(`..${sep}`);
}

export { leadsOutside as n, isFolder as t };