import { t as UserError } from "./errors-wBhBppnE.js";
import { a as gateResults, i as placeOf, r as aboutOf, t as runAgent } from "./run-step-BQ1AbzPE.js";
import { t as readConfig } from "./read-config-CazHurgA.js";
import { n as pathInRepository, t as isRelevant } from "./relevance-DhlcIgJO.js";
import { n as enforcementOn, t as renderDecisionJson } from "./decision-json-BNMU__0G.js";
import { o as listText } from "./numbers-CCAtUXk7.js";
import { a as terminalWording, n as markdownWording } from "./wording-hlgpPPdg.js";
import { n as mustKeepReleases } from "./released-evaluators-C5_MxA-6.js";
import { t as resultFiles } from "./result-files-BTcrIVEs.js";
import { t as composeHost } from "./compose-host-BhqKMmFN.js";
import { r as existingResultFolder } from "./compose-results-CRm8SF-G.js";
import { i as headline, n as renderComment, r as blocking } from "./comment-Ddp8JLQM.js";
import { a as reportUnpublished, i as reportPublication, n as reportError, o as renderNotApplicable, r as reportNotApplicable, s as renderCouldNotRun, t as reportDecision } from "./report-BbTzC8GJ.js";
import { t as asUserError } from "./as-user-error-DcS2_Oes.js";
import { createHash } from "node:crypto";

// src/app/find-pull-request.ts
/**
* Finds the pull request of an event: as the event names it, or, after `workflow_run`, the open one whose head
* is the run's commit. Never by what a result file says.
*
* @throws UserError where GitHub cannot be asked, or two pull requests have the same head.
*/
async function findPullRequest({ pullRequest: number, headSha, baseSha, head }, host) {
	if (number !== void 0 && headSha !== void 0 && baseSha !== void 0) return {
		kind: "found",
		pullRequest: {
			number,
			headSha,
			baseSha
		}
	};
	if (head === void 0) return { kind: "none" };
	const [first, second] = (await host.pullRequestsAt(head)).toSorted((a, b) => a.number - b.number);
	if (first === void 0) return { kind: "gone" };
	if (second === void 0) return {
		kind: "found",
		pullRequest: first
	};
	throw new UserError("PULL_REQUEST_AMBIGUOUS", `#${first.number} and #${second.number} have the same head commit ${head.sha}.`, "Close one of them, or push another commit to one.");
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
		...isSame(base.gate.trust, head.gate.trust) ? [] : ["trust"],
		...isSame(base.enforce, head.enforce) ? [] : ["enforce"],
		...base.judge === void 0 || isSame(base.judge, head.judge) ? [] : ["judge"]
	];
}
/** Both sides went through one schema, which fixes the order of their keys. */
function isSame(a, b) {
	return JSON.stringify(a) === JSON.stringify(b);
}

// src/core/report/policy-notes.ts
/** Whoever weakens the policy is to be seen doing so; more than these no reader goes through. */
const mostNamed = 12;
/** Of a pull request that brings the gate in. */
const adoptionNote = "The base branch has no configuration yet, so the policy is this pull request's own.";
/** What a reader must know where a change would have liked another policy; a sentence each, in Markdown. */
function policyNotes({ added, overruled }) {
	const { dimension, name } = markdownWording;
	const changed = [
		...overruled.dimensions.map((one) => `the floor of ${dimension(one)}`),
		...overruled.mustPass.length > 0 ? [`whether ${listText(overruled.mustPass.map((id) => name(id)), mostNamed)} must pass`] : [],
		...overruled.settings.map((setting) => settings[setting])
	];
	return [...changed.length > 0 ? [`This pull request changes ${listText(changed, mostNamed)}; the base branch's policy is what counts until that is merged.`] : [], ...added.length > 0 ? [`New with this pull request, and counted already: a floor for ${listText(added.map((one) => dimension(one)), mostNamed)}.`] : []];
}
const settings = {
	alpha: "`gate.alpha`",
	beta: "`gate.beta`",
	missing: "`gate.missing`",
	trust: "what a judge must have shown (`gate.trust`)",
	enforce: "the day from which the gate blocks (`enforce`)",
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
	const { config, policy, notes, sha } = await readPolicy(request);
	let releases;
	if (pullRequest !== void 0) {
		const { number, baseSha } = pullRequest;
		const changed = await host.changedFiles(number);
		if (changed.kind === "complete" && !isRelevant(changed.paths, config, place) && await isStillHead(host, pullRequest)) return { kind: "irrelevant" };
		releases = {
			folders: {
				evaluators: config.evaluators,
				dataset: config.dataset
			},
			baseSha,
			changed
		};
	}
	return {
		kind: "relevant",
		...releases !== void 0 && { releases },
		policy,
		enforcement: enforcementOn(policy.enforce, today),
		calibrations: {
			folder: config.evaluators,
			read: (path) => host.fileAt(pathInRepository(path, place), sha)
		},
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
	if (base !== void 0 && baseSha !== void 0) {
		const policy = policyOfBase(base, head ?? base);
		return {
			policy,
			config: base,
			sha: baseSha,
			notes: policyNotes(policy)
		};
	}
	if (head === void 0 || plan.headSha === void 0) throw missing(request.place);
	const notes = baseSha === void 0 ? [] : [adoptionNote];
	return {
		policy: policyOfItsOwn(head),
		config: head,
		sha: plan.headSha,
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
/**
* Writes comment and status, each whether or not the other can be written.
*
* No comment where the pull request has moved on meanwhile: one about a commit that is no longer its head would
* mislead. Never rejects for what GitHub answers: the decision stands whether it can be published or not.
*/
async function publishDecision(host, { comment, status }) {
	const set = status && await host.setStatus(status);
	const written = comment && await writeComment(host, comment);
	return {
		...written !== void 0 && { comment: written },
		...set !== void 0 && { status: set }
	};
}
async function writeComment(host, { pullRequest, text }) {
	const { number } = pullRequest;
	return await whyNotComment(host, pullRequest) ?? await host.upsertComment(number, text);
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

// src/core/event/project-marks.ts
/** Hidden first line of a project's comment; a repository may hold several projects, each with a comment of its own. */
function commentMarker({ folder, configPath }) {
	return `<!-- tracegate:gate:${createHash("sha256").update(`${folder}\0${configPath}`).digest("hex").slice(0, 16)} -->`;
}
const usualConfig = "tracegate.yaml";
/**
* Name of a project's commit status: `tracegate` for the one in the repository's root, so that of two projects
* neither can turn the other's status green.
*/
function statusContext(place) {
	const path = pathInRepository(place.configPath, place);
	if (path === usualConfig) return "tracegate";
	return `tracegate (${place.configPath === usualConfig ? place.folder : path})`;
}

// src/action/publish.ts
/**
* Tells the pull request. Never rejects, and what goes wrong here is a warning: the exit code is the decision's.
*
* After `workflow_run` the job belongs to the default branch, so that only a status reaches the pull request.
*/
async function publish({ io, inputs, plan }, { host, place, pullRequest }, { isGreen, description, comment, isOptional }) {
	const marker = commentMarker(place);
	const author = inputs.commentAuthor;
	const isCommented = comment !== void 0 && pullRequest !== void 0 && inputs.mayComment;
	try {
		const published = await publishDecision(host, {
			...isCommented && { comment: {
				pullRequest,
				text: {
					marker,
					body: comment(marker),
					...author !== void 0 && { author },
					...isOptional && { isOptional }
				}
			} },
			...plan.head !== void 0 && { status: {
				sha: plan.head.sha,
				state: isGreen ? "success" : "failure",
				description,
				context: statusContext(place)
			} }
		});
		reportPublication(io, published);
	} catch (error) {
		const { message, fix } = asUserError(error);
		reportUnpublished(io, {
			reason: message,
			fix
		});
	}
}

// src/action/gate-step.ts
/** `mode: gate` and `mode: run-and-gate`: decides, says it everywhere, and returns the exit code. */
async function gateStep(context) {
	const { inputs, job, plan, io } = context;
	if (plan.row.does === "nothing") return await reportNotApplicable(io, plan.row.why);
	const host = await composeHost({
		...job,
		token: inputs.token
	});
	let audience = {
		host,
		place: placeOf(inputs)
	};
	let enforcement = { kind: "enforced" };
	try {
		const found = await findPullRequest(plan, host);
		if (found.kind === "gone") return await reportNotApplicable(io, noPullRequest);
		if (found.kind === "found") audience = {
			...audience,
			pullRequest: found.pullRequest
		};
		const today = (/* @__PURE__ */ new Date()).toISOString().slice(0, 10);
		const prepared = await prepareGate({
			...audience,
			plan,
			today
		});
		if (prepared.kind === "irrelevant") {
			await publish(context, audience, {
				isGreen: true,
				description: `Not applicable. ${unconcerned}`,
				comment: (marker) => renderNotApplicable(unconcerned, { marker }),
				isOptional: true
			});
			return await reportNotApplicable(io, unconcerned);
		}
		enforcement = prepared.enforcement;
		return await decideAndTell(context, prepared, audience);
	} catch (error) {
		const known = asUserError(error);
		await publish(context, audience, {
			isGreen: enforcement.kind !== "enforced",
			description: `${blocking(enforcement)}: the gate could not run: ${known.message}`,
			comment: (marker) => renderCouldNotRun(known, {
				marker,
				enforcement
			})
		});
		return await reportError(io, error, enforcement);
	}
}
const noPullRequest = "No open pull request has this commit as its head: it was closed, it got new commits, or there never was one.";
const unconcerned = "The change touches neither the agent, its dataset, its evaluators nor the configuration.";
async function decideAndTell(context, { policy, enforcement, calibrations, notes, releases }, audience) {
	const { io, inputs } = context;
	const folder = await resultsOf(context, policy);
	const { experiment, decision } = await gateResults(folder, {
		policy,
		calibrations,
		about: {
			...aboutOf(context.plan),
			...numberOf(audience)
		}
	});
	if (releases !== void 0) {
		const { host, place } = audience;
		await mustKeepReleases(experiment, {
			...releases,
			host,
			place
		});
	}
	await reportDecision(io, {
		experiment,
		decision,
		enforcement,
		place: audience.place
	});
	const body = renderComment(experiment, decision, {
		enforcement,
		notes
	});
	await io.summarise(body);
	if (inputs.mode === "run-and-gate") {
		folder.write(resultFiles.decision, renderDecisionJson(experiment, decision));
		folder.write(resultFiles.comment, body);
	}
	const isGreen = decision.kind === "pass" || enforcement.kind !== "enforced";
	await publish(context, audience, {
		isGreen,
		description: headline(decision, terminalWording, enforcement),
		comment: (marker) => renderComment(experiment, decision, {
			enforcement,
			notes,
			marker
		})
	});
	return isGreen ? 0 : 1;
}
/** Of the agent that is run here and now, or of the job before. */
async function resultsOf(context, policy) {
	const { inputs, job } = context;
	if (inputs.mode === "run-and-gate") return await runAgent(context, policy);
	return existingResultFolder(job.workspace, inputs.results);
}
function numberOf({ pullRequest }) {
	return pullRequest === void 0 ? {} : { pullRequest: pullRequest.number };
}

export { gateStep };