import { St as composeRun, gr as projectFiles, xr as composeResults } from "./run-BZDTBg9r.js";
import { t as gitWorktrees } from "./git-worktrees-341zqPrd.js";

// src/compose/compose-reproduction.ts
const passedOn = [
	"PATH",
	"HOME",
	"TMPDIR",
	"LANG"
];
function composeReproduction(surroundings, kind = "reproductions") {
	const { root, environment, onWarning } = surroundings;
	const results = composeResults(root, kind);
	return {
		worktrees: gitWorktrees(root),
		filesOf: projectFiles,
		agentAt: (agentRoot, project) => composeRun(project, {
			...surroundings,
			root: agentRoot
		}),
		folderFor: (startedAtMs, key) => results.fresh(void 0, startedAtMs, key),
		environmentFor: ({ env }) => Object.fromEntries([...passedOn, ...env].flatMap((name) => {
			const value = environment[name];
			return value === void 0 ? [] : [[name, value]];
		})),
		onWarning
	};
}

export { composeReproduction as t };