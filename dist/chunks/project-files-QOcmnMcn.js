import { n as maxYamlBytes } from "./parse-yaml-DvFTafBo.js";
import { t as maxProjectFiles } from "./source-file-CbibFEdJ.js";
import { closeSync, constants, fstatSync, openSync, readSync, readdirSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";
import { isUtf8 } from "node:buffer";

// src/adapters/fs/project-files.ts
/** Deeper than any place that means something. */
const maxFolderDepth = 8;
const yamlName = /\.ya?ml$/i;
/**
* Reads a project from the disk: bounded in size, number and depth, and never through a link out of the root.
*
* Reading is synchronous inside: for a thousand small files that is several times faster than a thousand
* promises.
*/
function projectFiles(root) {
	const buffer = Buffer.allocUnsafe(maxYamlBytes + 1);
	const read = (path) => guarded(path, () => readText(root, path, buffer));
	const readLinked = (path, maxBytes) => guarded(path, () => {
		if (leaves(root, path)) return unreadable(path, "leaves-project");
		return readText(root, path, maxBytes === void 0 ? buffer : spaceFor(root, path, maxBytes));
	});
	return {
		readFile: async (path, maxBytes) => readLinked(path, maxBytes),
		readFolder: async (folder) => {
			const listed = listYaml(root, folder);
			if (!Array.isArray(listed)) return [listed];
			return listed.toSorted((a, b) => a.path < b.path ? -1 : 1).map((entry) => {
				if (entry.kind === "unreadable") return entry;
				return entry.kind === "link" ? readLinked(entry.path) : read(entry.path);
			});
		}
	};
}
/** Lists without following any link to a folder. */
function listYaml(root, folder) {
	const found = [];
	const pending = [folder];
	let entries = 0;
	for (let path = pending.pop(); path !== void 0; path = pending.pop()) {
		const listing = listFolder(root, path, folder);
		if (!Array.isArray(listing)) {
			if (path === folder) return listing;
			found.push(listing);
			continue;
		}
		entries += listing.length;
		if (entries > 2e4) return unreadable(folder, "too-many-files");
		for (const entry of listing) {
			const below = `${path}/${entry.name}`;
			if (entry.isDirectory()) pending.push(below);
			else if (entry.isSymbolicLink()) found.push(...listLink(root, below));
			else if (yamlName.test(entry.name)) found.push({
				kind: "file",
				path: below
			});
		}
	}
	return found;
}
function listFolder(root, path, top) {
	try {
		if (path === top && leaves(root, path)) return unreadable(path, "leaves-project");
		if (path.slice(top.length).split("/").length > maxFolderDepth) return unreadable(path, "nested-too-deep");
		return readdirSync(join(root, path), { withFileTypes: true });
	} catch (error) {
		return unreadableBy(path, error);
	}
}
/** A link to a folder is refused, one to a file is looked at if its name is a YAML file's. */
function listLink(root, path) {
	try {
		if (statSync(join(root, path), { throwIfNoEntry: false })?.isDirectory() === true) return [unreadable(path, "linked-folder")];
		return yamlName.test(path) ? [{
			kind: "link",
			path
		}] : [];
	} catch (error) {
		return [unreadableBy(path, error)];
	}
}
function leaves(root, path) {
	const way = relative(realpathSync(root), realpathSync(join(root, path)));
	return isAbsolute(way) || way === ".." || way.startsWith(`..${sep}`);
}
/** As much as the file has, and one byte by which it shows that it is larger. */
function spaceFor(root, path, maxBytes) {
	return Buffer.allocUnsafe(Math.min(statSync(join(root, path)).size, maxBytes) + 1);
}
function readText(root, path, buffer) {
	const file = openSync(join(root, path), constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
	try {
		if (!fstatSync(file).isFile()) return unreadable(path, "not-a-file");
		let length = 0;
		for (let count = 1; count > 0 && length < buffer.length; length += count) count = readSync(file, buffer, length, buffer.length - length, null);
		if (length === buffer.length) return unreadable(path, "too-large");
		const bytes = buffer.subarray(0, length);
		if (!isUtf8(bytes)) return unreadable(path, "not-utf8");
		return {
			kind: "text",
			path,
			text: bytes.toString("utf8")
		};
	} finally {
		closeSync(file);
	}
}
function guarded(path, read) {
	try {
		return read();
	} catch (error) {
		return unreadableBy(path, error);
	}
}
function unreadable(path, reason) {
	return {
		kind: "unreadable",
		path,
		reason
	};
}
/** What the system says of a path; anything that is no answer of the system is a bug of ours. */
function unreadableBy(path, error) {
	if (!(error instanceof Error) || !("code" in error) || !("syscall" in error)) throw error;
	switch (error.code) {
		case "ENOENT": return unreadable(path, "missing");
		case "ENOTDIR": return unreadable(path, "not-a-folder");
		case "EISDIR": return unreadable(path, "not-a-file");
		default: return {
			...unreadable(path, "denied"),
			detail: String(error.code)
		};
	}
}

export { projectFiles as t };