import { Hr as readConfig, j as runDataset } from "./run-BZDTBg9r.js";

// src/app/run/run-at-commit.ts
async function runAtCommit(request, ports) {
	const { project, ref, signal } = request;
	const worktree = await ports.worktrees.open(ref);
	try {
		const agent = await agentOf(worktree, request, ports);
		const { setup } = agent;
		if (setup === void 0) warnOfLocks(worktree, ports);
		else {
			const environment = ports.environmentFor(agent);
			await worktree.setUp({
				command: setup,
				environment,
				signal
			});
		}
		const tested = {
			...project,
			config: {
				...project.config,
				agent
			}
		};
		const { facts, ports: runPorts } = await ports.agentAt(worktree.root, tested);
		return {
			...await runDataset({
				...request,
				...facts,
				project: tested,
				resume: false
			}, {
				...runPorts,
				folderFor: ports.folderFor
			}),
			commit: worktree.commit
		};
	} finally {
		worktree.close();
	}
}
async function agentOf(worktree, { project }, { filesOf, onWarning }) {
	const { configFile, config } = project;
	const reading = readConfig(await filesOf(worktree.root).readFile(configFile));
	if (reading.config === void 0) {
		onWarning(`${configFile} of ${worktree.commit.slice(0, 7)} cannot be read by this version; its agent is run as the working tree configures it.`);
		return config.agent;
	}
	const { agent } = reading.config;
	const setup = agent.setup ?? config.agent.setup;
	return setup === void 0 ? agent : {
		...agent,
		setup
	};
}
function warnOfLocks({ commit, changedLocks, linked }, { onWarning }) {
	if (changedLocks.length === 0 || linked.length === 0) return;
	onWarning(`${changedLocks.join(", ")} of ${commit.slice(0, 7)} differs from the working tree's, whose ${linked.join(", ")} the agent is run with. Set \`agent.setup\`, such as [npm, ci], to install its own.`);
}

export { runAtCommit as t };