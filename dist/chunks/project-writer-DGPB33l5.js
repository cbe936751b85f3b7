import { t as UserError } from "./errors-wBhBppnE.js";
import { lstatSync, mkdirSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";

// src/adapters/fs/project-writer.ts
/** Writes into the project in `root`: each file whole or not at all, none through a link out of it. */
function projectWriter(root) {
	return { write: (path, text) => {
		const target = join(root, path);
		const part = `${target}.${process.pid}.part`;
		try {
			mkdirSync(dirname(target), { recursive: true });
			mustStayInside(root, path);
			writeFileSync(part, text, { flag: "wx" });
			renameSync(part, target);
		} catch (cause) {
			rmSync(part, { force: true });
			if (cause instanceof UserError) throw cause;
			const why = cause instanceof Error ? cause.message : String(cause);
			throw new UserError("FILE_UNWRITABLE", `${path} cannot be written: ${why}`, "Check the folder's permissions and the room on the disk.", { cause });
		}
	} };
}
function mustStayInside(root, path) {
	const folder = relative(realpathSync(root), realpathSync(dirname(join(root, path))));
	if (!(folder === ".." || folder.startsWith(`..${sep}`) || isAbsolute(folder)) && !isLink(join(root, path))) return;
	throw new UserError("FILE_LEAVES_PROJECT", `${path} is a link, or lies behind one that leads out of the project; nothing was written.`, "Put the file itself there.");
}
function isLink(path) {
	return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

export { projectWriter as t };