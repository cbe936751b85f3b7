import { t as UserError } from "./errors-wBhBppnE.js";
import { d as judgeSubject, f as decideGate, i as resultFiles, n as existingResultFolder, s as parseExperiment } from "./compose-results-cz-ib6mz.js";
import { r as checkRunContext, t as runAgent } from "./run-step-GBzTwmWR.js";
import { s as readConfig } from "./compose-project-x_lce49O.js";
import { s as listText } from "./pass-k-CDMBDsUN.js";
import { i as terminalWording, t as markdownWording } from "./wording-CrFQbMU1.js";
import { i as headline, n as renderComment } from "./comment-D-u21EZX.js";
import { a as renderCouldNotRun, i as reportPublication, n as reportDecision, r as reportError, t as asUserError } from "./report-CtSuLy8N.js";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join, matchesGlob } from "node:path";

// src/app/gate-results.ts
/**
* Decides on results that may have been written by anybody: capped, held to their schema, to themselves
* and to the change they claim to be about.
*
* @throws UserError where they are missing, cut off, of another major, inconsistent or foreign. Never a pass then.
*/
function gateResults(folder, { policy, about }) {
	const text = folder.read(resultFiles.experiment);
	if (text === void 0) throw new UserError("RESULTS_MISSING", `There is no ${resultFiles.experiment} in the results: the job that runs the agent did not get to its end.`, "Look at that job's log; hand its results over with `actions/upload-artifact` and `actions/download-artifact`.");
	checkRunContext(folder.read(resultFiles.context), about);
	const experiment = parseExperiment(text, resultFiles.experiment);
	checkJudge(experiment, policy);
	return {
		experiment,
		decision: decideGate(experiment, policy.policy)
	};
}
/** A judge that may block has to be the one that the base branch names; what others say is only shown. */
function checkJudge({ subject }, { policy, judge }) {
	const mayBlock = Object.values(policy.dimensions).some((floor) => floor.judge === "block");
	if (subject.judge === void 0 || !mayBlock) return;
	if (judge !== void 0 && subject.judge.digest === judgeSubject(judge).digest) return;
	throw new UserError("RESULTS_FOREIGN", `The results were judged by ${subject.judge.model} at another address than the base branch names.`, "Leave `judge` as it is on the base branch, or gate with `mode: run-and-gate`, which asks the base branch's judge.");
}

// src/core/event/relevance.ts
/** A file of the project, as the repository names it. */
function pathInRepository(path, { folder }) {
	return folder === "" ? path : `${folder}/${path}`;
}
/**
* Whether a change of these files can change what the gate finds: the agent, its scripted model, the
* dataset, the evaluators or the configuration.
*
* An agent without `version` may be any file, so every change is relevant. Paths are seen from the
* repository's root.
*/
function isRelevant(paths, config, place) {
	const { agent, dataset, evaluators } = config;
	if (agent.version.length === 0) return true;
	const globs = [
		place.configPath,
		`${dataset}/**`,
		`${evaluators}/**`,
		...agent.version,
		...agent.scriptedModel === void 0 ? [] : [agent.scriptedModel],
		...agent.runner === "module" ? [agent.module] : []
	].map((glob) => glob.replace(/^(?:\.\/)+/, ""));
	return paths.flatMap((path) => pathInProject(path, place)).some((path) => globs.some((glob) => isMatched(path, glob)));
}
/** Nothing where the file lies outside of the project. */
function pathInProject(path, { folder }) {
	if (folder === "") return [path];
	return path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : [];
}
/** `matchesGlob` passes over hidden files, which `folder/**` must not. */
function isMatched(path, glob) {
	if (glob === "**") return true;
	if (glob.endsWith("/**") && path.startsWith(glob.slice(0, -2))) return true;
	return path === glob || matchesGlob(path, glob);
}

// src/core/gate/enforcement.ts
/** Reads `enforce` of the configuration on a day, an ISO date in UTC. */
function enforcementOn(enforce, today) {
	if (enforce === true || today >= enforce.until) return { kind: "enforced" };
	return {
		kind: "shown-only",
		until: enforce.until
	};
}

// src/core/gate/policy-of-base.ts
/**
* Lays the change's policy under the base branch's: nothing that the base branch demands can be weakened by
* the change that is being judged, and a new dimension can still be added.
*
* Must-pass cases of both count. A base branch without a judge takes the change's: else none could ever be
* brought in.
*/
function policyOfBase(base, head) {
	const judge = base.judge ?? head.judge;
	return {
		policy: {
			...base.gate,
			dimensions: {
				...head.gate.dimensions,
				...base.gate.dimensions
			},
			mustPass: [.../* @__PURE__ */ new Set([...base.gate.mustPass, ...head.gate.mustPass])]
		},
		enforce: base.enforce,
		...judge !== void 0 && { judge },
		added: Object.keys(head.gate.dimensions).filter((name) => !Object.hasOwn(base.gate.dimensions, name)),
		overruled: {
			dimensions: Object.keys(base.gate.dimensions).filter((name) => !isSame(base.gate.dimensions[name], head.gate.dimensions[name])),
			mustPass: base.gate.mustPass.filter((id) => !head.gate.mustPass.includes(id)),
			settings: overruledSettings(base, head)
		}
	};
}
/** The policy of a tree that nothing stands above. */
function policyOfItsOwn({ gate, enforce, judge }) {
	return {
		policy: gate,
		enforce,
		...judge !== void 0 && { judge },
		added: [],
		overruled: {
			dimensions: [],
			mustPass: [],
			settings: []
		}
	};
}
function overruledSettings(base, head) {
	return [
		...[
			"alpha",
			"beta",
			"missing"
		].filter((name) => base.gate[name] !== head.gate[name]),
		...isSame(base.enforce, head.enforce) ? [] : ["enforce"],
		...base.judge === void 0 || isSame(base.judge, head.judge) ? [] : ["judge"]
	];
}
/** Both sides went through one schema, which fixes the order of their keys. */
function isSame(a, b) {
	return JSON.stringify(a) === JSON.stringify(b);
}

// src/core/report/policy-notes.ts
/** Of a pull request that brings the gate in. */
const adoptionNote = "The base branch has no configuration yet, so the policy is this pull request's own.";
/** What a reader must know where a change would have liked another policy; a sentence each, in Markdown. */
function policyNotes({ added, overruled }) {
	const { dimension, name } = markdownWording;
	const changed = [
		...overruled.dimensions.map((one) => `the floor of ${dimension(one)}`),
		...overruled.mustPass.map((id) => `that ${name(id)} must pass`),
		...overruled.settings.map((setting) => settings[setting])
	];
	return [...changed.length > 0 ? [`This pull request changes ${listText(changed)}; the base branch's policy is what counts.`] : [], ...added.length > 0 ? [`New with this pull request: a floor for ${listText(added.map(dimension))}.`] : []];
}
const settings = {
	alpha: "`gate.alpha`",
	beta: "`gate.beta`",
	missing: "`gate.missing`",
	enforce: "whether the gate blocks (`enforce`)",
	judge: "the judge"
};

// src/app/prepare-gate.ts
/**
* Reads the policy that decides, and asks whether the change concerns the gate.
*
* All of it comes from the host at commits that the event names, never from the checkout, which the change
* has written.
*
* @throws UserError where the host cannot be asked or a configuration cannot be used.
*/
async function prepareGate(request) {
	const { pullRequest, host, place, today } = request;
	const { config, policy, notes } = await readPolicy(request);
	if (pullRequest !== void 0) {
		const changed = await host.changedFiles(pullRequest.number);
		if (changed.kind === "complete" && !isRelevant(changed.paths, config, place) && await isStillHead(host, pullRequest)) return { kind: "irrelevant" };
	}
	return {
		kind: "relevant",
		policy,
		enforcement: enforcementOn(policy.enforce, today),
		notes
	};
}
/** The files are those of the present head: where it has moved, they say nothing about the gated commit. */
async function isStillHead(host, gated) {
	return (await host.pullRequest(gated.number)).headSha === gated.headSha;
}
async function readPolicy(request) {
	const { plan, pullRequest } = request;
	const baseSha = pullRequest?.baseSha ?? plan.baseSha;
	const [base, head] = await Promise.all([baseSha === void 0 ? void 0 : readConfigAt(request, baseSha, "the base branch"), plan.headSha === void 0 ? void 0 : readConfigAt(request, plan.headSha, "the change")]);
	if (base !== void 0) {
		const policy = policyOfBase(base, head ?? base);
		return {
			policy,
			config: base,
			notes: policyNotes(policy)
		};
	}
	if (head === void 0) throw missing(request.place);
	const notes = baseSha === void 0 ? [] : [adoptionNote];
	return {
		policy: policyOfItsOwn(head),
		config: head,
		notes
	};
}
/** `undefined` where the commit has none. */
async function readConfigAt({ host, place }, sha, where) {
	const path = pathInRepository(place.configPath, place);
	const text = await host.fileAt(path, sha);
	if (text === void 0) return void 0;
	const { config, problems } = readConfig({
		kind: "text",
		path,
		text
	});
	if (config !== void 0 && problems.length === 0) return config;
	throw new UserError("CONFIG_INVALID", `${path} in ${where} cannot be used.`, "Mend the places above. Where it is the base branch's that is broken, somebody who may bypass the check has to merge the repair.", { problems });
}
function missing(place) {
	return new UserError("CONFIG_MISSING", `There is no ${pathInRepository(place.configPath, place)} in the tested commit.`, "Add it, or name another one with the inputs `root` and `config`.");
}

// src/app/publish-decision.ts
/** The commit status of the gate, for a branch rule that requires it. */
const statusContext = "tracegate";
/**
* Writes comment and status, unless the pull request has moved on meanwhile: a comment about a commit
* that is no longer its head would mislead.
*
* Never rejects for what GitHub answers: the decision stands whether it can be published or not.
*/
async function publishDecision(publication) {
	const { host, pullRequest, marker, body, author, status } = publication;
	const published = status && await host.setStatus({
		sha: pullRequest.headSha,
		state: status.isGreen ? "success" : "failure",
		description: status.description,
		context: statusContext
	});
	return {
		comment: await whyNotComment(host, pullRequest) ?? await host.upsertComment(pullRequest.number, {
			marker,
			body,
			...author !== void 0 && { author }
		}),
		...published !== void 0 && { status: published }
	};
}
async function whyNotComment(host, { number, headSha }) {
	let now;
	try {
		now = await host.pullRequest(number);
	} catch {
		return;
	}
	if (!now.isOpen) return {
		kind: "not-published",
		reason: `#${number} was closed meanwhile.`,
		fix: "Nothing to do; reopen it to have it gated again."
	};
	if (now.headSha !== headSha) return {
		kind: "not-published",
		reason: `#${number} has got new commits meanwhile: ${now.headSha} instead of ${headSha}.`,
		fix: "Nothing to do; the job of the new head writes the comment."
	};
}

// src/compose/compose-host.ts
/** GitHub as the host of one repository; its library is loaded here, since only a gate needs it. */
async function composeHost(address) {
	const { gitHubHost } = await import("./pull-request-host-DSWHkX-Y.js");
	return gitHubHost(address);
}

// src/action/gate-step.ts
/** `mode: gate` and `mode: run-and-gate`: decides, says it everywhere, and returns the exit code. */
async function gateStep(context) {
	const { inputs, job, plan, io } = context;
	const host = await composeHost({
		...job,
		token: inputs.token
	});
	const place = {
		folder: inputs.root === "." ? "" : inputs.root,
		configPath: inputs.config
	};
	const marker = markerOf(place);
	let prepared;
	try {
		prepared = await prepareGate({
			plan,
			place,
			host,
			checkout: () => textOf(join(job.workspace, inputs.root, inputs.config)),
			today: (/* @__PURE__ */ new Date()).toISOString().slice(0, 10)
		});
	} catch (error) {
		const body = renderCouldNotRun(asUserError(error), { marker });
		await publishTo(context, {
			host,
			pullRequest: pullRequestOf(plan),
			marker,
			body
		});
		throw error;
	}
	if (prepared.kind === "not-applicable") return await notApplicable(context, prepared.reason);
	const { pullRequest, enforcement } = prepared;
	const mayBlock = enforcement.kind === "enforced";
	const publish = (body, status) => publishTo(context, {
		host,
		pullRequest,
		marker,
		body,
		status
	});
	try {
		const { experiment, decision } = await decide(context, prepared);
		const options = {
			enforcement,
			notes: prepared.notes
		};
		await reportDecision(io, {
			experiment,
			decision,
			enforcement
		});
		await io.summarise(renderComment(experiment, decision, options));
		const isGreen = decision.kind === "pass" || !mayBlock;
		await publish(renderComment(experiment, decision, {
			...options,
			marker
		}), {
			isGreen,
			description: headline(decision, terminalWording, enforcement)
		});
		return isGreen ? 0 : 1;
	} catch (error) {
		const known = asUserError(error);
		await publish(renderCouldNotRun(known, {
			marker,
			enforcement
		}), {
			isGreen: !mayBlock,
			description: `The gate could not run: ${known.message}`
		});
		return await reportError(io, error, enforcement);
	}
}
async function decide(context, { config, policy, pullRequest, enforcement }) {
	const { inputs, job, plan } = context;
	const folder = inputs.mode === "run-and-gate" ? (await runAgent(context, config)).folder : existingResultFolder(join(job.workspace, inputs.results));
	return gateResults(folder, {
		policy: policy.policy,
		enforcement,
		about: {
			...plan.headSha !== void 0 && { headSha: plan.headSha },
			...pullRequest !== void 0 && { pullRequest: pullRequest.number }
		}
	});
}
async function publishTo({ io, inputs, plan }, post) {
	const { pullRequest, status, ...rest } = post;
	if (pullRequest === void 0 || !inputs.mayComment) return;
	const published = await publishDecision({
		...rest,
		pullRequest,
		...inputs.commentAuthor !== void 0 && { author: inputs.commentAuthor },
		...plan.head !== void 0 && status !== void 0 && { status }
	});
	reportPublication(io, published);
}
/** The pull request as the event names it, before GitHub has been asked. */
function pullRequestOf({ pullRequest: number, headSha }) {
	return number === void 0 || headSha === void 0 ? void 0 : {
		number,
		headSha
	};
}
async function notApplicable({ io }, reason) {
	io.log(`Not applicable: ${reason}\n`);
	io.output("decision", "not-applicable");
	await io.summarise(`**Not applicable.** ${reason}\n`);
	return 0;
}
/** Hidden first line of the comment; a repository may hold several projects, each with a comment of its own. */
function markerOf(place) {
	return `<!-- tracegate:gate:${createHash("sha256").update(`${place.folder}\0${place.configPath}`).digest("hex").slice(0, 16)} -->`;
}
async function textOf(path) {
	try {
		return await readFile(path, "utf8");
	} catch {
		return;
	}
}

export { gateStep };