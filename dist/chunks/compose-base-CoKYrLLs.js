import { t as projectWriter } from "./project-writer-DGPB33l5.js";
import { t as UserError } from "./errors-wBhBppnE.js";

// src/adapters/git/base-files.ts
/** Where a base branch is looked for, the first that is there. */
const usualBranches = [
	"origin/HEAD",
	"origin/main",
	"origin/master",
	"main",
	"master"
];
/**
* The files of the project in `root` at the commit where its branch left the base branch. The working tree counts
* as it is, committed or not.
*
* @param named the base branch; where it is left out, the remote's default branch or one of the usual names.
*/
function gitBaseFiles(root, named) {
	let known;
	const git = async () => {
		const { simpleGit } = await import("./dist-CNIMGrFw.js");
		return simpleGit({ baseDir: root });
	};
	const base = () => {
		known ??= git().then((opened) => findBase(opened, named));
		return known;
	};
	return {
		base,
		editedBelow: async (folder) => {
			const found = await base();
			if (found === void 0) return [];
			return (await (await git()).raw([
				"diff",
				"--name-only",
				"--relative",
				"-z",
				"--no-renames",
				"--diff-filter=MDT",
				found.sha,
				"--",
				folder
			])).split("\0").filter((path) => path !== "");
		},
		read: async (path) => {
			const found = await base();
			if (found === void 0) return void 0;
			return await said(await git(), ["show", `${found.sha}:./${path}`]);
		}
	};
}
async function findBase(git, named) {
	for (const branch of named === void 0 ? usualBranches : [named]) {
		const tip = await said(git, [
			"rev-parse",
			"--verify",
			"--quiet",
			"--end-of-options",
			`${branch}^{commit}`
		]);
		if (tip === void 0 || tip.trim() === "") continue;
		return {
			sha: (await said(git, [
				"merge-base",
				"HEAD",
				tip.trim()
			]) ?? tip).trim(),
			branch
		};
	}
	if (named === void 0) return void 0;
	throw new UserError("BASE_UNKNOWN", `Git knows no branch or commit ${JSON.stringify(named)} here.`, "Name one that `git rev-parse` knows, or fetch it first; leave it out to take the remote's default branch.");
}
async function said(git, command) {
	try {
		return await git.raw([...command]);
	} catch {
		return;
	}
}

// src/compose/compose-base.ts
/** The project's files on the base branch; the remote's default branch where none is named. */
function composeBaseFiles(root, branch) {
	return gitBaseFiles(root, branch);
}
/** Writes into the project. */
function composeWriter(root) {
	return projectWriter(root);
}

export { composeWriter as n, composeBaseFiles as t };