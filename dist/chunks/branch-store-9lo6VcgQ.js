import { U as UserError } from "./shared-Cu69G1m7.js";
import { a as largestBaseline, r as baselineTooLarge } from "./baseline-file-Bc643SB_.js";

// src/adapters/baseline/branch-store.ts
const mostTries = 8;
function branchStore({ branch, folder, files, readWhole }) {
	const pathOf = (name) => `${folder}/${name}.json`;
	const readAt = async (ref, names) => {
		const found = await files.readTexts(ref, names.map((name) => ({
			path: pathOf(name),
			depth: 0
		})));
		return await Promise.all(names.map(async (name) => {
			const path = pathOf(name);
			const file = found.find((one) => one.path === path);
			if (file === void 0) return void 0;
			const text = file.text ?? await readWhole(path, ref);
			const bytes = Buffer.byteLength(text ?? "");
			if (bytes > 16777216) throw baselineTooLarge(`${path} on ${branch}`, bytes);
			return text;
		}));
	};
	return {
		source: "branch",
		read: async (names) => {
			try {
				return await readAt(branch, names);
			} catch (error) {
				throw asUnavailable(error, branch);
			}
		},
		update: async (asked, change) => {
			for (let tried = 0; tried < mostTries; tried += 1) try {
				const tip = await files.tipOf(branch);
				const [kept] = tip === void 0 ? [] : await readAt(tip, [asked]);
				const texts = [...change(kept)];
				const commit = await files.makeCommit({
					...tip !== void 0 && { parent: tip },
					message: `Results: ${texts.map(([name]) => name).join(", ")}`,
					files: texts.map(([name, text]) => ({
						path: pathOf(name),
						text
					}))
				});
				if (tip === void 0) {
					if (await files.createBranch(branch, commit) === "created") return;
				} else if (await files.moveBranch(branch, commit) === "moved") return;
			} catch (error) {
				throw asUnwritable(error, branch);
			}
			throw new UserError("BASELINE_UNWRITABLE", `The branch ${branch} moved each of the ${mostTries} times that results were to be added to it.`, "Run the job again; give jobs that write it a `concurrency:` group if this comes back.");
		}
	};
}
function asUnavailable(error, branch) {
	if (!(error instanceof UserError) || error.code.startsWith("BASELINE_")) return error;
	return new UserError("BASELINE_UNAVAILABLE", `The branch ${branch} could not be read: ${error.message}`, error.fix, { cause: error });
}
function asUnwritable(error, branch) {
	if (!(error instanceof UserError)) return error;
	return new UserError("BASELINE_UNWRITABLE", `The results could not be put on the branch ${branch}: ${error.message}`, error.fix, { cause: error });
}

export { branchStore };