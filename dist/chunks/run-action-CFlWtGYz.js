import { t as UserError } from "./errors-wBhBppnE.js";
import { D as number, O as object, P as string, S as int, W as prettifyError, y as boolean } from "./schemas-CJS83Lar.js";
import { readFileSync } from "node:fs";

// src/core/event/event-plan.ts
/**
* The ways to use the action; `run` holds no GitHub token, `gate` runs nothing of the pull request's, and `drift` runs no
* agent at all.
*/
const modes = [
	"run",
	"gate",
	"run-and-gate",
	"drift"
];
/** Every event with what happens on it, in the order in which they are tried. */
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
		policy: "–",
		why: "It would run a stranger's code beside secrets and a write token."
	},
	pullRequestTarget: {
		id: "pull-request-target",
		when: "`pull_request_target`",
		does: "refuse",
		comment: "no",
		policy: "–",
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
		policy: "–",
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
		policy: "–",
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
		policy: "–",
		why: "Nothing is known about what it would gate."
	}
};
/**
* Chooses the row for an event; `commit` is the one that the job runs on. Whether a change is irrelevant is
* asked later, of the files it touches.
*/
function planForEvent(event, mode, commit) {
	if (mode === "drift") return planForDrift(event, commit);
	switch (event.kind) {
		case "pull-request": return {
			row: rowOfPullRequest(event),
			headSha: event.headSha,
			baseSha: event.baseSha,
			pullRequest: event.number
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
			baseSha: event.baseSha
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

// src/action/inputs.ts
/** Reads the inputs by name. @throws UserError `INPUT_INVALID` with what is allowed. */
function parseInputs(read) {
	const mode = parseMode(read("mode"));
	const author = parseLogin("comment-author", read("comment-author"));
	return {
		mode,
		root: parsePath("root", read("root") || "."),
		config: parsePath("config", read("config") || "tracegate.yaml"),
		results: parsePath("results", read("results") || ".tracegate/action"),
		token: mode === "run" ? "" : parseToken(read("github-token"), mode),
		mayComment: parseSwitch("comment", read("comment") || "true"),
		...author !== "" && { commentAuthor: author }
	};
}
function parseMode(text) {
	const mode = modes.find((one) => one === (text || "run-and-gate"));
	if (mode !== void 0) return mode;
	throw invalid("mode", text, `one of ${modes.map((one) => `\`${one}\``).join(", ")}`);
}
function parseToken(text, mode) {
	if (text === "") throw new UserError("TOKEN_MISSING", `\`mode: ${mode}\` needs a token, and the input \`github-token\` is empty.`, "Leave the input out, so that the job's own token is taken, or pass another one.");
	if (/^[\x21-\x7e]+$/.test(text)) return text;
	throw new UserError("TOKEN_INVALID", "The input `github-token` holds characters that no token has.", "Look for a line break or a space in the secret; paste the token alone.");
}
/** YAML's spellings of a boolean. */
function parseSwitch(name, text) {
	if (/^(?:true|True|TRUE)$/.test(text)) return true;
	if (/^(?:false|False|FALSE)$/.test(text)) return false;
	throw invalid(name, text, "`true` or `false`");
}
function parseLogin(name, text) {
	if (text === "" || /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,98}[A-Za-z0-9])?(?:\[bot\])?$/.test(text)) return text;
	throw invalid(name, text, "the login of a user or an App, such as `acme-gate[bot]`");
}
/** Everything is read and written below the workspace only. */
function parsePath(name, text) {
	const parts = text.split("/").filter((part) => part !== "" && part !== ".");
	if (!text.startsWith("/") && !parts.includes("..") && !/[\\\p{Cc}]/u.test(text)) return parts.join("/") || ".";
	throw invalid(name, text, "a path below the workspace, with `/` and without `..`");
}
function invalid(name, text, expected) {
	return new UserError("INPUT_INVALID", `The input \`${name}\` is ${JSON.stringify(text)}.`, `Give ${expected}.`);
}

// src/core/event/gate-event.ts
const sha = string().regex(/^[0-9a-f]{40}$/);
const repo = object({ id: number() });
const pullRequestPayload = object({
	number: int().positive(),
	sender: object({ login: string() }).optional(),
	pull_request: object({
		draft: boolean().optional(),
		user: object({ login: string() }).nullable().optional(),
		head: object({
			sha,
			repo: repo.nullable()
		}),
		base: object({
			sha,
			repo
		})
	})
});
const pushPayload = object({
	after: sha,
	ref: string(),
	repository: object({ default_branch: string() })
});
const mergeGroupPayload = object({ merge_group: object({
	head_sha: sha,
	base_sha: sha
}) });
const workflowRunPayload = object({ workflow_run: object({
	head_sha: sha,
	head_branch: string().nullable(),
	head_repository: object({ owner: object({ login: string() }) }).nullable()
}) });
/**
* Reads the event that GitHub wrote into the event file.
*
* A pull request whose head repository is deleted counts as a fork's.
*
* @throws UserError `EVENT_UNREADABLE` where the payload is not what GitHub sends for that event, since a guess
*   could gate the wrong pull request; `HEAD_GONE` where a workflow run's branch is no more.
*/
function parseGateEvent(name, payload) {
	switch (name) {
		case "pull_request": {
			const { number, pull_request: pr, sender } = meet(pullRequestPayload, name, payload);
			return {
				kind: "pull-request",
				number,
				headSha: pr.head.sha,
				baseSha: pr.base.sha,
				isDraft: pr.draft === true,
				isFork: pr.head.repo?.id !== pr.base.repo.id,
				isDependabot: sender?.login === "dependabot[bot]" || pr.user?.login === "dependabot[bot]"
			};
		}
		case "pull_request_target": return { kind: "pull-request-target" };
		case "push": {
			const { after, ref, repository } = meet(pushPayload, name, payload);
			return {
				kind: "push",
				headSha: after,
				isDefaultBranch: ref === `refs/heads/${repository.default_branch}`
			};
		}
		case "merge_group": {
			const { merge_group: group } = meet(mergeGroupPayload, name, payload);
			return {
				kind: "merge-group",
				headSha: group.head_sha,
				baseSha: group.base_sha
			};
		}
		case "workflow_dispatch": return { kind: "dispatch" };
		case "schedule": return { kind: "schedule" };
		case "workflow_run": {
			const { workflow_run: run } = meet(workflowRunPayload, name, payload);
			return {
				kind: "workflow-run",
				headSha: run.head_sha,
				...originOf(run)
			};
		}
		default: return {
			kind: "other",
			name
		};
	}
}
function originOf({ head_sha: headSha, head_branch: headBranch, head_repository: repository }) {
	if (headBranch !== null && repository !== null) return {
		headOwner: repository.owner.login,
		headBranch
	};
	throw new UserError("HEAD_GONE", `The branch or the repository that ${headSha} came from is gone, so its pull request cannot be found.`, "Nothing can be gated any more; open the pull request again from a branch that is there.");
}
function meet(schema, name, payload) {
	const met = schema.safeParse(payload);
	if (met.success) return met.data;
	throw new UserError("EVENT_UNREADABLE", `The ${name} event's payload is not what GitHub sends: ${prettifyError(met.error)}`, "Let GitHub set GITHUB_EVENT_PATH; do not point it to a file of your own.", { cause: met.error });
}

// src/action/job.ts
/** Reads the variables and the event file that GitHub's runner sets. @throws UserError outside a runner. */
function readJob(env) {
	const name = variable(env, "GITHUB_EVENT_NAME");
	return {
		event: parseGateEvent(name, readEventFile(variable(env, "GITHUB_EVENT_PATH"))),
		commit: variable(env, "GITHUB_SHA"),
		repository: variable(env, "GITHUB_REPOSITORY"),
		apiUrl: env["GITHUB_API_URL"] || "https://api.github.com",
		workspace: variable(env, "GITHUB_WORKSPACE")
	};
}
function variable(env, name) {
	const value = env[name];
	if (value !== void 0 && value !== "") return value;
	throw new UserError("NOT_A_JOB", `${name} is not set: this is no job of GitHub Actions.`, "Use the command line instead: `npx tracegate run`.");
}
function readEventFile(path) {
	try {
		return JSON.parse(readFileSync(path, "utf8"));
	} catch (cause) {
		throw new UserError("EVENT_UNREADABLE", `The event file ${path} cannot be read as JSON.`, "Let GitHub set GITHUB_EVENT_PATH; do not point it to a file of your own.", { cause });
	}
}

// src/action/run-action.ts
/**
* Does what the event and the mode ask for, and returns the exit code of the step.
*
* Never throws: whatever goes wrong is an annotation, a line in the summary and exit code 1.
*/
async function runAction(io) {
	try {
		const inputs = parseInputs((name) => io.input(name));
		const job = readJob(io.env);
		const plan = planForEvent(job.event, inputs.mode, job.commit);
		if (plan.row.does === "refuse") throw refusal(plan);
		const context = {
			io,
			inputs,
			job,
			plan
		};
		if (inputs.mode === "run") return await (await import("./run-step-CGnZ7pRJ.js")).runStep(context);
		if (inputs.mode === "drift") return await (await import("./drift-step-B6mHaYn1.js")).driftStep(context);
		return await (await import("./gate-step-QjAKy-dM.js")).gateStep(context);
	} catch (error) {
		return await (await import("./report-sMOZi24C.js")).reportError(io, error);
	}
}
function refusal({ row }) {
	return new UserError("EVENT_REFUSED", `This action does not act on ${row.when.replaceAll("`", "")}. ${row.why}`, "See the table of events in the README for what to use instead.");
}

export { runAction };