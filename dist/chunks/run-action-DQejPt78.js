import { D as number, H as prettifyError, O as object, P as string, S as int, U as UserError, y as boolean } from "./shared-Cu69G1m7.js";
import { i as planForEvent, r as modes, t as reportNotApplicable } from "./report-not-applicable-BIaZCuOi.js";
import { h as parseShard } from "./program-DKRRRX-J.js";
const { readFileSync } = globalThis.process.getBuiltinModule("node:fs");

// src/action/inputs.ts
function parseInputs(read) {
	const mode = parseMode(read("mode"));
	const author = parseLogin("comment-author", read("comment-author"));
	return {
		mode,
		root: parsePath("root", read("root") || "."),
		config: parsePath("config", read("config") || "tracegate.yaml"),
		...parseResults(read("results") || ".tracegate/action", mode),
		token: mode === "run" ? "" : parseToken(read("github-token"), mode),
		mayComment: parseSwitch("comment", read("comment") || "true"),
		...parseSwitch("check-run", read("check-run") || "false") && { isCheckRun: true },
		...author !== "" && { commentAuthor: author },
		...parseSwitch("judge-cache", read("judge-cache") || "true") && { carriesAnswers: true },
		...parseShardInput(read("shard"), mode)
	};
}
function parseMode(text) {
	const mode = modes.find((one) => one === (text || "run-and-gate"));
	if (mode !== void 0) return mode;
	throw invalid("mode", text, `one of ${modes.map((one) => `\`${one}\``).join(", ")}`);
}
function parseResults(text, mode) {
	const lines = text.split("\n").flatMap((line) => line.trim() === "" ? [] : [line.trim()]);
	const [only = ""] = lines;
	if (lines.length === 1 && !only.includes("*")) return { results: parsePath("results", only) };
	if (mode === "gate") return {
		results: ".tracegate/action",
		parts: lines.map((line) => parsePath("results", line))
	};
	throw new UserError("INPUT_INVALID", `The input \`results\` names several folders in \`mode: ${mode}\`, which writes one.`, "Name one folder; several parts of a plan are read by `mode: gate`.");
}
function parseShardInput(text, mode) {
	if (text === "") return {};
	const shard = parseShard(text);
	if (shard === void 0) throw invalid("shard", text, "a part and how many there are, such as `3/8`");
	if (mode === "run") return { shard };
	throw new UserError("INPUT_INVALID", `The input \`shard\` is given in \`mode: ${mode}\`, which needs the whole plan.`, "Make the parts with `mode: run`, and decide on all of them in one job with `mode: gate`.");
}
function parseToken(text, mode) {
	if (text === "") throw new UserError("TOKEN_MISSING", `\`mode: ${mode}\` needs a token, and the input \`github-token\` is empty.`, "Leave the input out, so that the job's own token is taken, or pass another one.");
	if (/^[\x21-\x7e]+$/.test(text)) return text;
	throw new UserError("TOKEN_INVALID", "The input `github-token` holds characters that no token has.", "Look for a line break or a space in the secret; paste the token alone.");
}
function parseSwitch(name, text) {
	if (/^(?:true|True|TRUE)$/.test(text)) return true;
	if (/^(?:false|False|FALSE)$/.test(text)) return false;
	throw invalid(name, text, "`true` or `false`");
}
function parseLogin(name, text) {
	if (text === "" || /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,98}[A-Za-z0-9])?(?:\[bot\])?$/.test(text)) return text;
	throw invalid(name, text, "the login of a user or an App, such as `acme-gate[bot]`");
}
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
		author_association: string().optional(),
		head: object({
			sha,
			repo: repo.nullable()
		}),
		base: object({
			sha,
			repo,
			ref: string().optional()
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
	base_sha: sha,
	base_ref: string().optional()
}) });
const workflowRunPayload = object({ workflow_run: object({
	head_sha: sha,
	head_branch: string().nullable(),
	head_repository: object({ owner: object({ login: string() }) }).nullable()
}) });
const insiders = /* @__PURE__ */ new Set([
	"OWNER",
	"MEMBER",
	"COLLABORATOR"
]);
function parseGateEvent(name, payload) {
	switch (name) {
		case "pull_request": {
			const { number, pull_request: pr, sender } = meet(pullRequestPayload, name, payload);
			return {
				kind: "pull-request",
				number,
				headSha: pr.head.sha,
				baseSha: pr.base.sha,
				...pr.base.ref !== void 0 && { baseRef: pr.base.ref },
				isDraft: pr.draft === true,
				isFork: pr.head.repo?.id !== pr.base.repo.id,
				isDependabot: sender?.login === "dependabot[bot]" || pr.user?.login === "dependabot[bot]",
				...insiders.has(pr.author_association ?? "") && { isByInsider: true }
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
			const baseRef = group.base_ref?.replace(/^refs\/heads\//, "");
			return {
				kind: "merge-group",
				headSha: group.head_sha,
				baseSha: group.base_sha,
				...baseRef !== void 0 && { baseRef }
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
function readJob(env) {
	const name = variable(env, "GITHUB_EVENT_NAME");
	const runUrl = runUrlOf(env);
	return {
		event: parseGateEvent(name, readEventFile(variable(env, "GITHUB_EVENT_PATH"))),
		commit: variable(env, "GITHUB_SHA"),
		repository: variable(env, "GITHUB_REPOSITORY"),
		apiUrl: env["GITHUB_API_URL"] || "https://api.github.com",
		workspace: variable(env, "GITHUB_WORKSPACE"),
		...runUrl !== void 0 && { runUrl }
	};
}
function runUrlOf(env) {
	const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
	const url = `${server}/${repository}/actions/runs/${run}`;
	return /^https?:\/\/[\w.:-]+(?:\/[\w.-]+){2}\/actions\/runs\/\d+$/.test(url) ? url : void 0;
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
async function runAction(io) {
	try {
		const inputs = parseInputs((name) => io.input(name));
		const job = readJob(io.env);
		const plan = planForEvent(job.event, inputs.mode, job.commit);
		if (plan.row.does === "refuse") throw refusal(plan);
		if (plan.row.does === "nothing") return await reportNotApplicable(io, plan.row.why);
		const context = {
			io,
			inputs,
			job,
			plan
		};
		if (inputs.mode === "run") return await (await import("./run-step-Bo4fV0qm.js")).runStep(context);
		if (inputs.mode === "drift") return await (await import("./drift-step-_FqACMMX.js")).driftStep(context);
		return await (await import("./gate-step-C8u0bM1y.js")).gateStep(context);
	} catch (error) {
		return await (await import("./report-CrlT8xWC.js")).reportError(io, error);
	}
}
function refusal({ row }) {
	return new UserError("EVENT_REFUSED", `This action does not act on ${row.when.replaceAll("`", "")}. ${row.why}`, "See the table of events in the README for what to use instead.");
}

export { runAction };