import { U as UserError } from "./shared-Cu69G1m7.js";
import { t as askGit } from "./ask-git-CWRyMJ3u.js";

// src/adapters/git/base-files.ts
const usualBranches = [
	"origin/HEAD",
	"origin/main",
	"origin/master",
	"main",
	"master"
];
function gitBaseFiles(root, named) {
	let known;
	const git = async () => {
		const { simpleGit } = await import("./dist-C-DpLp_9.js");
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
			return await askGit(await git(), ["show", `${found.sha}:./${path}`]);
		}
	};
}
async function findBase(git, named) {
	for (const branch of named === void 0 ? usualBranches : [named]) {
		const tip = await askGit(git, [
			"rev-parse",
			"--verify",
			"--quiet",
			"--end-of-options",
			`${branch}^{commit}`
		]);
		if (tip === void 0 || tip.trim() === "") continue;
		return {
			sha: (await askGit(git, [
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

export { gitBaseFiles as t };