import { U as UserError } from "./shared-Cu69G1m7.js";
import { t as runAtCommit } from "./run-at-commit-DQlzhNCS.js";
import { t as composeBaseFiles } from "./compose-base-BhurXssw.js";
import { t as composeLocalSides } from "./compose-baseline-BydDpxoi.js";
import { t as composeReproduction } from "./compose-reproduction-DDuqJUaD.js";
import { Et as systemClock } from "./run-BZDTBg9r.js";

// src/app/baseline/rerun-base.ts
async function rerunBase({ sides, base, ...request }, ports) {
	const { baseline } = sides;
	if (!(request.project.config.baseline?.rerun === "worktree") || baseline?.kind !== "none" || base === void 0) return sides;
	try {
		const { experiment } = await runAtCommit({
			...request,
			ref: base.sha,
			stop: "off"
		}, ports);
		if (!experiment.isComplete) return sides;
		const { sha: commit, branch } = base;
		return {
			...sides,
			baseline: {
				kind: "found",
				experiments: [experiment],
				origin: {
					side: "merge-base",
					source: "worktree",
					commit,
					...branch !== void 0 && { branch }
				}
			}
		};
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		return {
			...sides,
			baseline: {
				kind: "none",
				why: "not-run",
				detail: error.message
			}
		};
	}
}

// src/cli/find-run-sides.ts
async function findRunSides(project, { options, surroundings, signal, output }) {
	const { root } = surroundings;
	const sides = await composeLocalSides(root, project, systemClock.nowMs());
	if (project.config.baseline?.rerun === "never" || sides.baseline?.kind !== "none") return sides;
	const base = await composeBaseFiles(root).base();
	if (base === void 0) return sides;
	output.note(`The agent of ${base.sha.slice(0, 7)} is run first, to compare with.`);
	return await rerunBase({
		project,
		sides,
		base,
		signal,
		onProgress: (progress) => output.show(progress),
		...options.runs !== void 0 && { runs: options.runs },
		...options.concurrency !== void 0 && { concurrency: options.concurrency }
	}, composeReproduction(surroundings, "base-runs"));
}

export { findRunSides };