import { U as UserError } from "./shared-Cu69G1m7.js";
import { n as splitZero } from "./ask-git-CWRyMJ3u.js";
import { Dr as hasErrorCode, qi as printable } from "./run-BZDTBg9r.js";
const { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, rmdirSync, symlinkSync } = globalThis.process.getBuiltinModule("node:fs");
const { tmpdir } = globalThis.process.getBuiltinModule("node:os");
const { basename, dirname, join } = globalThis.process.getBuiltinModule("node:path");
const { spawn } = globalThis.process.getBuiltinModule("node:child_process");

// src/adapters/git/checkout-folder.ts
const namePrefix = "tracegate-worktree-";
var CheckoutFolder = class {
	path = mkdtempSync(join(temporary(), `${namePrefix}${process.pid}-`));
	#kept;
	constructor() {
		process.on("exit", this.remove);
		process.on("SIGHUP", exitHungUp);
	}
	checkedOut() {
		const text = readFileSync(join(this.path, ".git"), "utf8");
		this.#kept = /^gitdir: (.+\/worktrees\/[^/\n]+)$/m.exec(text)?.[1];
	}
	remove = () => {
		rmSync(this.path, {
			recursive: true,
			force: true,
			maxRetries: 3
		});
		if (this.#kept !== void 0) {
			rmSync(this.#kept, {
				recursive: true,
				force: true,
				maxRetries: 3
			});
			removeIfEmpty(dirname(this.#kept));
		}
		process.off("exit", this.remove);
		process.off("SIGHUP", exitHungUp);
	};
};
function isLeftBehind(worktree) {
	if (dirname(worktree) !== temporary()) return false;
	const pid = new RegExp(`^${namePrefix}(\\d+)-`).exec(basename(worktree))?.[1];
	return pid !== void 0 && !isAlive(Number(pid));
}
function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return hasErrorCode(error, "EPERM");
	}
}
function temporary() {
	return realpathSync(tmpdir());
}
function exitHungUp() {
	process.exit(129);
}
function removeIfEmpty(folder) {
	try {
		rmdirSync(folder);
	} catch {}
}

// src/adapters/git/link-dependencies.ts
const dependencyFolders = /* @__PURE__ */ new Set([
	"node_modules",
	".venv",
	"venv"
]);
function linkDependencies(untracked, { from, to }) {
	const linked = [];
	for (const entry of untracked) {
		const path = entry.replace(/\/$/, "");
		const isMissing = !existsSync(join(to, path)) && existsSync(join(to, dirname(path)));
		if (!dependencyFolders.has(basename(path)) || !isMissing) continue;
		symlinkSync(join(from, path), join(to, path), "junction");
		linked.push(path);
	}
	return linked;
}

// src/adapters/git/set-up-checkout.ts
function setUpCheckout(root, { command, environment, signal }) {
	const [program = "", ...args] = command;
	return new Promise((resolve, reject) => {
		let tail = "";
		const fail = (why, cause) => {
			const said = printable(tail.slice(-1e3), 600);
			reject(new UserError("SETUP_FAILED", `\`${command.join(" ")}\` did not make the checkout ready: ${why}${said === "" ? "" : `. It said: ${said}`}`, "Mend `agent.setup` in tracegate.yaml, or leave it out to link the dependencies of the working tree.", { cause }));
		};
		const child = spawn(program, args, {
			cwd: root,
			env: { ...environment },
			stdio: [
				"ignore",
				"pipe",
				"pipe"
			],
			signal
		});
		const keep = (chunk) => {
			tail = (tail + chunk.toString("utf8")).slice(-8192);
		};
		child.stdout.on("data", keep);
		child.stderr.on("data", keep);
		child.on("error", (error) => fail(error.message, error));
		child.on("close", (code, killedBy) => {
			if (code === 0) resolve();
			else fail(code === null ? `it was ended by ${killedBy}` : `it ended with ${code}`);
		});
	});
}

// src/adapters/git/git-worktrees.ts
const lockFiles = [
	"package-lock.json",
	"npm-shrinkwrap.json",
	"pnpm-lock.yaml",
	"yarn.lock",
	"bun.lock",
	"uv.lock",
	"poetry.lock",
	"Pipfile.lock",
	"requirements.txt"
].map((name) => `:(top,glob)**/${name}`);
function gitWorktrees(root) {
	return { open: async (ref) => {
		const { simpleGit } = await import("./dist-C-DpLp_9.js");
		const git = simpleGit({ baseDir: root });
		const top = await topOf(git, root);
		const atTop = simpleGit({ baseDir: top });
		const prefix = (await git.raw(["rev-parse", "--show-prefix"])).trim();
		const commit = await commitOf(git, ref);
		await sweep(git);
		const folder = new CheckoutFolder();
		try {
			await git.raw([
				"worktree",
				"add",
				"--quiet",
				"--detach",
				folder.path,
				commit
			]);
			folder.checkedOut();
			return await opened(atTop, {
				top,
				prefix,
				commit,
				folder
			});
		} catch (error) {
			folder.remove();
			if (error instanceof UserError) throw error;
			throw new UserError("WORKTREE_FAILED", `Git cannot check out ${commit.slice(0, 7)} beside the working tree: ${firstLine(error)}`, "Look whether `git worktree add` works here, and whether the disk has room.", { cause: error });
		}
	} };
}
async function opened(git, { top, prefix, commit, folder }) {
	const root = join(folder.path, prefix);
	if (!existsSync(root)) throw new UserError("PROJECT_NOT_AT_REF", `The commit ${commit.slice(0, 7)} has no folder ${prefix}.`, "Name a commit that has the project, with `--ref`.");
	const [untracked, changed] = await Promise.all([git.raw([
		"ls-files",
		"-z",
		"--others",
		"--directory"
	]), git.raw([
		"diff",
		"-z",
		"--name-only",
		commit,
		"--",
		...lockFiles
	])]);
	return {
		root,
		commit,
		linked: linkDependencies(splitZero(untracked), {
			from: top,
			to: folder.path
		}),
		changedLocks: splitZero(changed),
		setUp: (request) => setUpCheckout(root, request),
		close: folder.remove
	};
}
async function topOf(git, root) {
	try {
		return (await git.raw(["rev-parse", "--show-toplevel"])).trim();
	} catch (cause) {
		throw new UserError("REPOSITORY_MISSING", `${root} lies in no git repository, or git is not installed.`, "Run this in a clone of the repository, on a machine with git.", { cause });
	}
}
async function commitOf(git, ref) {
	try {
		const found = await git.raw([
			"rev-parse",
			"--verify",
			"--quiet",
			"--end-of-options",
			`${ref}^{commit}`
		]);
		if (/^[0-9a-f]{40,64}$/.test(found.trim())) return found.trim();
	} catch {}
	const isShallow = (await git.raw(["rev-parse", "--is-shallow-repository"])).trim() === "true";
	throw new UserError("REF_UNKNOWN", `Git knows no commit ${ref} here.`, isShallow ? "This clone is shallow: fetch the history, with `git fetch --unshallow`, or `fetch-depth: 0` in actions/checkout." : "Name a commit, tag or branch of this repository; `git fetch` brings those of the remote.");
}
async function sweep(git) {
	const left = splitZero(await git.raw([
		"worktree",
		"list",
		"--porcelain",
		"-z"
	])).filter((line) => line.startsWith("worktree ")).map((line) => line.slice(9)).filter(isLeftBehind);
	if (left.length === 0) return;
	for (const path of left) rmSync(path, {
		recursive: true,
		force: true
	});
	await git.raw(["worktree", "prune"]);
}
function firstLine(error) {
	return (error instanceof Error ? error.message : String(error)).trim().split("\n").at(-1) ?? "";
}

export { gitWorktrees as t };