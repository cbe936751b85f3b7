import { U as UserError } from "./shared-Cu69G1m7.js";
const { lstatSync, mkdirSync, realpathSync, renameSync, rmSync, writeFileSync } = globalThis.process.getBuiltinModule("node:fs");
const { dirname, isAbsolute, join, relative, sep } = globalThis.process.getBuiltinModule("node:path");

// src/adapters/fs/project-writer.ts
function projectWriter(root) {
	return { write: (path, text) => {
		const target = join(root, path);
		const part = `${target}.${process.pid}.part`;
		try {
			mustStayInside(root, path);
			mkdirSync(dirname(target), { recursive: true });
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
	const folder = relative(realpathSync(root), realpathSync(nearestFolder(join(root, path))));
	if (!(folder === ".." || folder.startsWith(`..${sep}`) || isAbsolute(folder)) && !isLink(join(root, path))) return;
	throw new UserError("FILE_LEAVES_PROJECT", `${path} is a link, or lies behind one that leads out of the project; nothing was written.`, "Put the file itself there.");
}
function nearestFolder(path) {
	const folder = dirname(path);
	return lstatSync(folder, { throwIfNoEntry: false }) === void 0 && folder !== path ? nearestFolder(folder) : folder;
}
function isLink(path) {
	return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

export { projectWriter as t };