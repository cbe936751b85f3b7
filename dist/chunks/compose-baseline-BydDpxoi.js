import { n as folderOfProject, o as folderStore, s as findSides } from "./project-marks-DJxF0gFX.js";
import { Or as isFolder, Tr as runFolder, yn as resultFiles } from "./run-BZDTBg9r.js";
import { t as askGit } from "./ask-git-CWRyMJ3u.js";
import { t as gitBaseFiles } from "./base-files-BJg4DG4A.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
import { a as largestBaseline, r as baselineTooLarge } from "./baseline-file-Bc643SB_.js";
const { basename, dirname, join } = globalThis.process.getBuiltinModule("node:path");

// src/adapters/git/git-ancestry.ts
function gitAncestry(root) {
	const git = async () => {
		const { simpleGit } = await import("./dist-C-DpLp_9.js");
		return simpleGit({ baseDir: root });
	};
	return {
		base: () => gitBaseFiles(root).base(),
		tags: async (prefix) => {
			const asked = [
				"for-each-ref",
				"--format=%(refname:strip=2)",
				`refs/tags/${prefix}*`
			];
			return (await askGit(await git(), asked) ?? "").split("\n").filter((name) => name !== "");
		},
		commitOf: async (tag) => {
			const asked = [
				"rev-parse",
				"--verify",
				"--quiet",
				`refs/tags/${tag}^{commit}`
			];
			return (await askGit(await git(), asked))?.trim();
		},
		folderInRepository: async () => {
			return (await askGit(await git(), ["rev-parse", "--show-prefix"]))?.trim().replace(/\/$/, "");
		}
	};
}

// src/adapters/git/git-baselines.ts
function gitBaselines(root, { branch, folder }) {
	return {
		source: "branch",
		read: async (names) => {
			const { simpleGit } = await import("./dist-C-DpLp_9.js");
			const git = simpleGit({ baseDir: root });
			const refs = [`refs/remotes/origin/${branch}`, `refs/heads/${branch}`];
			return await Promise.all(names.map(async (name) => {
				for (const ref of refs) {
					const text = await textOf(git, `${ref}:${folder}/${name}.json`);
					if (text !== void 0) return text;
				}
			}));
		},
		update: async () => {
			throw new UserError("BASELINE_UNWRITABLE", `The branch ${branch} is written by jobs of the main branch only.`, "Let the action run on pushes to the main branch, or add `folder` to `baseline.stores`.");
		}
	};
}
async function textOf(git, object) {
	try {
		const bytes = Number(await git.raw([
			"cat-file",
			"-s",
			object
		]));
		if (bytes > 16777216) throw baselineTooLarge(object, bytes);
		return await git.raw([
			"cat-file",
			"blob",
			object
		]);
	} catch (error) {
		if (error instanceof UserError) throw error;
		return;
	}
}

// src/compose/compose-baseline.ts
async function composeLocalStores(root, { config, configFile }) {
	const { baseline } = config;
	if (baseline === void 0) return [];
	const stores = [];
	for (const store of baseline.stores) {
		if (store === "folder") stores.push(folderStore(join(root, baseline.folder)));
		if (store === "branch") {
			const place = {
				folder: await gitAncestry(root).folderInRepository() ?? "",
				configPath: configFile
			};
			stores.push(gitBaselines(root, {
				branch: baseline.branch,
				folder: folderOfProject(place)
			}));
		}
	}
	return stores;
}
function composeSaving(root, { config: { baseline } }) {
	return {
		stores: baseline?.stores.includes("folder") === true ? [folderStore(join(root, baseline.folder))] : [],
		release: baseline?.release ?? false,
		tags: gitAncestry(root)
	};
}
function readNamedFiles(paths) {
	return paths.map((path) => {
		const file = isFolder(path) ? join(path, resultFiles.experiment) : path;
		return {
			path: file,
			text: runFolder(dirname(file)).read(basename(file))
		};
	});
}
async function composeLocalSides(root, project, nowMs) {
	const stores = await composeLocalStores(root, project);
	return await findSides({
		config: project.config.baseline,
		stores,
		base: project.config.baseline && await gitAncestry(root).base(),
		nowMs
	});
}

export { composeSaving as n, readNamedFiles as r, composeLocalSides as t };