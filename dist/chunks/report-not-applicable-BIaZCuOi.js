// src/core/report/comment/not-applicable.ts
function renderNotApplicable(reason, { marker } = {}) {
	const lines = [
		"### \u2796 Not applicable: nothing was run and nothing decided",
		reason,
		""
	];
	return [...marker === void 0 ? [] : [marker], ...lines].join("\n");
}

// src/core/event/event-plan.ts
const modes = [
	"run",
	"gate",
	"run-and-gate",
	"drift"
];
const eventRows = {
	pullRequest: {
		id: "pull-request",
		when: "`pull_request` from a branch of the repository",
		does: "run and decide",
		comment: "yes",
		policy: "base branch",
		why: "The main job. The job's own result is the required check."
	},
	draft: {
		id: "draft",
		when: "`pull_request`, draft",
		does: "run and decide",
		comment: "yes",
		policy: "base branch",
		why: "A skipped draft would leave a green check that outlives the draft."
	},
	dependabot: {
		id: "dependabot",
		when: "`pull_request` by Dependabot",
		does: "run and decide",
		comment: "where the token may write",
		policy: "base branch",
		why: "Its jobs get a read-only token and Dependabot's own secrets; without the agent's keys the runs fail and the gate is undetermined."
	},
	fork: {
		id: "fork",
		when: "`pull_request` from a fork",
		does: "run and decide",
		comment: "where the token may write",
		policy: "base branch",
		why: "No secrets and a read-only token: the result stands in the step summary and in the job; for a comment use the two workflows for forks."
	},
	workflowRun: {
		id: "workflow-run",
		when: "`workflow_run` after a pull request's run, `mode: gate`",
		does: "decide",
		comment: "yes",
		policy: "base branch",
		why: "The second of the two workflows for forks: reads result files as hostile data, finds the pull request by the head commit, and sets the commit status `tracegate`, since the job itself belongs to the default branch."
	},
	workflowRunRuns: {
		id: "workflow-run-runs",
		when: "`workflow_run` with a mode that runs the agent",
		does: "refuse",
		comment: "no",
		policy: "\u2013",
		why: "It would run a stranger's code beside secrets and a write token."
	},
	pullRequestTarget: {
		id: "pull-request-target",
		when: "`pull_request_target`",
		does: "refuse",
		comment: "no",
		policy: "\u2013",
		why: "It would run a stranger's code beside secrets and a write token. Use `pull_request`."
	},
	mergeGroup: {
		id: "merge-group",
		when: "`merge_group`",
		does: "run and decide",
		comment: "no",
		policy: "base of the group",
		why: "The queue needs the same check; the event names no pull request."
	},
	pushDefault: {
		id: "push-default",
		when: "`push` to the default branch",
		does: "run and decide",
		comment: "no",
		policy: "the tested commit",
		why: "Says how the default branch stands, and its result files are what a later run can be compared with."
	},
	pushOther: {
		id: "push-other",
		when: "`push` to another branch or a tag",
		does: "nothing",
		comment: "no",
		policy: "\u2013",
		why: "Not applicable, exit 0: the pull request of the branch is what is gated."
	},
	dispatch: {
		id: "dispatch",
		when: "`workflow_dispatch`, `schedule`",
		does: "run and decide",
		comment: "no",
		policy: "the tested commit",
		why: "By hand or by the clock; the result stands in the step summary."
	},
	drift: {
		id: "drift",
		when: "`schedule`, `workflow_dispatch`, `push` to the default branch, `mode: drift`",
		does: "watch judges",
		comment: "no",
		policy: "the checkout",
		why: "Asks calibrated judges again; an issue is opened where one drifted, and closed once all are steady."
	},
	driftElsewhere: {
		id: "drift-elsewhere",
		when: "any other event, `mode: drift`",
		does: "refuse",
		comment: "no",
		policy: "\u2013",
		why: "A change must not speak for the judges of the default branch."
	},
	irrelevant: {
		id: "irrelevant",
		when: "`pull_request` that changes neither agent, dataset, evaluators nor configuration",
		does: "nothing",
		comment: "in place of an older one",
		policy: "base branch",
		why: "Not applicable, exit 0. Decided inside: a workflow skipped by `paths:` would block a required check for ever."
	},
	other: {
		id: "other",
		when: "any other event",
		does: "refuse",
		comment: "no",
		policy: "\u2013",
		why: "Nothing is known about what it would gate."
	}
};
function planForEvent(event, mode, commit) {
	if (mode === "drift") return planForDrift(event, commit);
	switch (event.kind) {
		case "pull-request": return {
			row: rowOfPullRequest(event),
			headSha: event.headSha,
			baseSha: event.baseSha,
			pullRequest: event.number,
			...event.baseRef !== void 0 && { baseRef: event.baseRef },
			...event.isByInsider && !event.isFork && { isByInsider: true }
		};
		case "workflow-run":
			if (mode !== "gate") return { row: eventRows.workflowRunRuns };
			return {
				row: eventRows.workflowRun,
				headSha: event.headSha,
				head: {
					sha: event.headSha,
					owner: event.headOwner,
					branch: event.headBranch
				}
			};
		case "pull-request-target": return { row: eventRows.pullRequestTarget };
		case "merge-group": return {
			row: eventRows.mergeGroup,
			headSha: event.headSha,
			baseSha: event.baseSha,
			...event.baseRef !== void 0 && { baseRef: event.baseRef }
		};
		case "push": return event.isDefaultBranch ? {
			row: eventRows.pushDefault,
			headSha: event.headSha
		} : {
			row: eventRows.pushOther,
			headSha: event.headSha
		};
		case "dispatch":
		case "schedule": return {
			row: eventRows.dispatch,
			headSha: commit
		};
		case "other": return { row: eventRows.other };
	}
}
function planForDrift(event, commit) {
	return event.kind === "schedule" || event.kind === "dispatch" || event.kind === "push" && event.isDefaultBranch ? {
		row: eventRows.drift,
		headSha: commit
	} : { row: eventRows.driftElsewhere };
}
function rowOfPullRequest(event) {
	if (event.isFork) return eventRows.fork;
	if (event.isDependabot) return eventRows.dependabot;
	if (event.isDraft) return eventRows.draft;
	return eventRows.pullRequest;
}

// src/action/report-not-applicable.ts
async function reportNotApplicable(io, reason) {
	io.log(`Not applicable: ${reason}\n`);
	io.output("decision", "not-applicable");
	await io.summarise(renderNotApplicable(reason));
	return 0;
}

export { renderNotApplicable as a, planForEvent as i, eventRows as n, modes as r, reportNotApplicable as t };