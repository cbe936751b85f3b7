import { O as object, P as string, S as int, U as UserError, v as array } from "./shared-Cu69G1m7.js";
import { a as gateResults, i as placeOf, r as aboutOf, t as runAgent } from "./run-step-12X2NlHu.js";
import { At as renderDecisionJson, Fa as codeName, Ga as grouped, Hr as readConfig, In as compareText, Ja as percent, Ka as listText, Kt as blocking, La as inlineProse, Mt as renderComment, Na as terminalText, Pa as terminalWording, Si as caseFile, Sr as existingResultFolder, Ti as scenarioFile, Ua as countOf, Ur as readSource, Vr as datasetFile, Xr as policyDefaults, Ya as percentOf, Zi as canonicalJson, _n as enforcementOn, an as readWaivers, bn as trustJudges, gi as kindOfReasons, hi as isWaivable, in as longestWaiverDays, ja as markdownWording, mi as isFailReason, nn as applyWaivers, qt as headline$1, rn as labelDays, tn as daysAfter, yn as resultFiles, za as cutText, zr as placeInDataset } from "./run-BZDTBg9r.js";
import { n as isRelevant, r as pathInRepository, t as changesAgent } from "./relevance-T8rDQVm-.js";
import { a as renderCouldNotRun, i as reportUnpublished, n as reportError, o as agentFileOf, r as reportPublication, s as fileAnnotations, t as reportDecision } from "./report-D1-pczdt.js";
import { t as asLogin } from "./as-login-DCcasi52.js";
import { r as writeReports, t as baselineSide } from "./write-reports-D7jomMeS.js";
import { n as mustKeepReleases } from "./released-evaluators-CqlYQH_h.js";
import { i as composeHost, n as composeCheckRuns, r as composeEvents, t as composeApprovals } from "./compose-host-Bx6ID302.js";
import { a as renderNotApplicable, n as eventRows, t as reportNotApplicable } from "./report-not-applicable-BIaZCuOi.js";
import { t as asUserError } from "./as-user-error-CU7gUk6f.js";
import { a as statusContext, c as storeBaseline, i as reviewMarker, n as folderOfProject, o as folderStore, r as projectName, s as findSides, t as commentMarker } from "./project-marks-DJxF0gFX.js";
import { t as parseExperiment } from "./parse-result-8z1WYbGp.js";
import { r as nameSection } from "./comment-sections-DVRgidAO.js";
import { a as readReportedRuns } from "./compose-pages-BoeukxN3.js";
import { t as suggestFloor } from "./suggest-floor-BBa1_Twj.js";
import { n as parseDatasetReview } from "./dataset-review-JrR2CH9-.js";
import { t as reproductionOf } from "./reproduction-BU7QIVTq.js";
const { createHash } = globalThis.process.getBuiltinModule("node:crypto");
const { join, relative } = globalThis.process.getBuiltinModule("node:path");

// src/app/gate/find-pull-request.ts
async function findPullRequest({ pullRequest: number, headSha, baseSha, baseRef, head }, host) {
	if (number !== void 0 && headSha !== void 0 && baseSha !== void 0) return {
		kind: "found",
		pullRequest: {
			number,
			headSha,
			baseSha,
			...baseRef !== void 0 && { baseRef }
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
function policyOfBase(base, head) {
	const judge = base.judge ?? head.judge;
	const simulator = base.simulator ?? head.simulator;
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
		stop: base.runs.stop,
		...judge !== void 0 && { judge },
		...simulator !== void 0 && { simulator },
		added: Object.keys(head.gate.dimensions).filter((name) => !Object.hasOwn(base.gate.dimensions, name)),
		overruled: {
			dimensions: Object.keys(base.gate.dimensions).filter((name) => !isSame(base.gate.dimensions[name], head.gate.dimensions[name])),
			mustPass: base.gate.mustPass.filter((id) => !head.gate.mustPass.includes(id)),
			settings: overruledSettings(base, head)
		}
	};
}
function policyOfItsOwn({ gate, enforce, judge, simulator, runs }) {
	return {
		policy: gate,
		enforce,
		stop: runs.stop,
		...judge !== void 0 && { judge },
		...simulator !== void 0 && { simulator },
		added: [],
		overruled: {
			dimensions: [],
			mustPass: [],
			settings: []
		}
	};
}
function overruledSettings(base, head) {
	const levels = [
		"alpha",
		"beta",
		"missing"
	].filter((name) => base.gate[name] !== head.gate[name]);
	const isRequired = base.gate.requireBaseline ?? false;
	return [
		...levels,
		...isRequired === (head.gate.requireBaseline ?? false) ? [] : ["requireBaseline"],
		...isSame(base.gate.trust, head.gate.trust) ? [] : ["trust"],
		...isSame(base.enforce, head.enforce) ? [] : ["enforce"],
		...base.runs.stop === head.runs.stop ? [] : ["stop"],
		...base.judge === void 0 || isSame(base.judge, head.judge) ? [] : ["judge"],
		...base.simulator === void 0 || isSame(base.simulator, head.simulator) ? [] : ["simulator"],
		...isSame(base.baseline, head.baseline) ? [] : ["baseline"]
	];
}
function isSame(a, b) {
	return JSON.stringify(a) === JSON.stringify(b);
}

// src/core/report/comment/policy-notes.ts
const mostNamed = 12;
const adoptionNote = "The base branch has no configuration yet, so the policy is this pull request's own.";
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
	requireBaseline: "whether a baseline is required (`gate.requireBaseline`)",
	trust: "what a judge must have shown (`gate.trust`)",
	enforce: "the day from which the gate blocks (`enforce`)",
	judge: "the judge",
	simulator: "what plays users (`simulator`)",
	stop: "how runs are left out (`runs.stop`)",
	baseline: "what it is compared with (`baseline`)"
};

// src/app/gate/prepare-gate.ts
async function prepareGate(request) {
	const { pullRequest, host, place, today } = request;
	const { config, policy, notes, sha, sides } = await readPolicy(request);
	let releases;
	let governed;
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
		if (sides !== void 0) governed = {
			pullRequest,
			changed,
			...sides
		};
	}
	const baseline = baselineOf(config, request);
	return {
		kind: "relevant",
		...baseline !== void 0 && { baseline },
		...releases !== void 0 && { releases },
		...governed !== void 0 && { governed },
		policy,
		enforcement: enforcementOn(policy.enforce, today),
		calibrations: {
			folder: config.evaluators,
			read: (path) => host.fileAt(pathInRepository(path, place), sha)
		},
		files: {
			place,
			evaluators: config.evaluators,
			agent: agentFileOf(config, place.configPath)
		},
		notes
	};
}
function baselineOf({ baseline: config }, { plan, pullRequest }) {
	if (config === void 0) return void 0;
	const sha = pullRequest?.baseSha ?? plan.baseSha;
	const branch = pullRequest?.baseRef ?? plan.baseRef;
	const base = sha === void 0 ? void 0 : {
		sha,
		...branch !== void 0 && { branch }
	};
	return {
		config,
		...base !== void 0 && { base }
	};
}
async function isStillHead(host, gated) {
	return (await host.pullRequest(gated.number)).headSha === gated.headSha;
}
async function readPolicy(request) {
	const { plan, pullRequest } = request;
	const baseSha = pullRequest?.baseSha ?? plan.baseSha;
	const [base, head] = await Promise.all([baseSha === void 0 ? void 0 : readConfigAt(request, baseSha, "the base branch"), plan.headSha === void 0 ? void 0 : readConfigAt(request, plan.headSha, "the change")]);
	if (base !== void 0 && baseSha !== void 0) {
		const policy = policyOfBase(base, head ?? base);
		const sides = {
			base,
			...head !== void 0 && { head }
		};
		return {
			policy,
			config: base,
			sha: baseSha,
			notes: policyNotes(policy),
			sides
		};
	}
	if (head === void 0 || plan.headSha === void 0) throw missing(request.place);
	const own = {
		config: head,
		sha: plan.headSha
	};
	if (baseSha === void 0) return {
		...own,
		policy: policyOfItsOwn(head),
		notes: []
	};
	const { waivers: _unreviewed, ...gate } = head.gate;
	return {
		...own,
		policy: policyOfItsOwn({
			...head,
			gate
		}),
		notes: [adoptionNote]
	};
}
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

// src/core/gate/approval.ts
function decideApproval({ experts, author, reviews }) {
	if (experts.length === 0) return {
		kind: "missing",
		experts,
		found: ["the dataset.yaml of the base branch names no expert"]
	};
	const held = reviews.filter(({ says }) => says !== "dismissed");
	const objections = held.filter(({ says, isExpert }) => {
		return says === "changes-requested" && isExpert === true;
	});
	const approvals = held.filter(({ says }) => says === "approved");
	const valid = approvals.filter(({ login, isExpert, sawThis }) => {
		return isExpert === true && sawThis === true && asLogin(login) !== asLogin(author);
	});
	if (valid.length > 0 && objections.length === 0) return {
		kind: "approved",
		by: valid.map(({ login }) => login)
	};
	return {
		kind: "missing",
		experts,
		found: [...objections.map(({ login }) => `${login} asks for changes`), ...approvals.flatMap((review) => lackOf$1(review, author))]
	};
}
function lackOf$1({ login, isExpert, sawThis }, author) {
	if (asLogin(login) === asLogin(author)) return [`${login} wrote the change`];
	if (isExpert === "unknown") return [`${login} approved, and this token cannot look up who is in a team: name the login in dataset.yaml`];
	if (!isExpert) return [`${login} approved, and is no expert on the base branch`];
	if (sawThis === "unknown") return [`${login} approved at a commit that is gone, so what was approved is not known`];
	return sawThis ? [] : [`${login} approved before these changes were as they are`];
}
function governDecision(decision, governance) {
	if (governance === void 0) return decision;
	if (governance.approval.kind === "approved") return {
		...decision,
		governance
	};
	const { changes } = governance;
	const reasons = [
		...decision.reasons.filter(isFailReason),
		{
			kind: "governance-unapproved",
			changes: changes.length
		},
		...decision.reasons.filter((reason) => !isFailReason(reason))
	];
	return {
		...decision,
		governance,
		reasons,
		kind: kindOfReasons(reasons)
	};
}

// src/app/calibrate/lapsing-judges.ts
async function lapsingJudges({ cases, subject }, { base, head }, calibrations) {
	if (head === void 0 || isSameRule(base, head)) return [];
	const { dimensions, trust: rule } = base.gate;
	const asked = {
		cases: cases.map((one) => ({ dimensions: Object.fromEntries(Object.entries(one.dimensions).filter(([name]) => {
			const floor = Object.hasOwn(dimensions, name) ? dimensions[name] : void 0;
			return floor !== void 0 && floor.judge !== "advisory";
		})) })),
		subject
	};
	const now = await trustJudges(asked, {
		...calibrations,
		rule
	});
	const then = await trustJudges(asked, {
		...calibrations,
		rule: head.gate.trust
	});
	return [...now].flatMap(([judge, { state }]) => {
		const known = then.get(judge);
		if (state !== "calibrated" || known === void 0 || known.state === "calibrated") return [];
		return [{
			kind: "judge-lapses",
			judge,
			reason: known.reason
		}];
	});
}
function isSameRule({ gate: { trust: was } }, { gate: { trust: is } }) {
	return was.tpr === is.tpr && was.tnr === is.tnr && was.labels === is.labels;
}

// src/app/gate/find-label-waiver.ts
const nothing = {
	standing: [],
	void: []
};
async function findLabelWaiver({ number, policy, today }, host) {
	const label = policy.waiverLabel ?? policyDefaults.waiverLabel;
	if (label === false) return nothing;
	const { author, labels } = await host.about(number);
	if (!labels.some((one) => one.toLowerCase() === label.toLowerCase())) return nothing;
	const unknown = {
		kind: "label",
		owner: "somebody",
		reason: `the label ${label} on this pull request`,
		expires: ""
	};
	try {
		const put = await host.labelling(number, label);
		if (put === void 0) return voided(unknown, "unknown-person");
		const waiver = {
			...unknown,
			owner: put.login,
			expires: daysAfter(put.at, 7)
		};
		const why = await lackOf(put, {
			author,
			expires: waiver.expires,
			today,
			host
		});
		return why === void 0 ? {
			standing: [waiver],
			void: []
		} : voided(waiver, why);
	} catch (error) {
		if (error instanceof UserError) return voided(unknown, "unknown-person");
		throw error;
	}
}
function voided(waiver, why) {
	return {
		standing: [],
		void: [{
			waiver,
			why
		}]
	};
}
async function lackOf({ login, isBot }, { author, expires, today, host }) {
	if (isBot) return "not-a-person";
	if (asLogin(login) === asLogin(author)) return "own-change";
	if (expires < today) return "expired";
	return await host.mayWrite(login) ? void 0 : "no-write-access";
}

// src/core/gate/governed-cases.ts
function diffCase(caseId, before, now) {
	if (before.kind === "unreadable") return [];
	const { status } = before.source;
	if (status === "proposed" || status === "retired") return [];
	if (now === void 0) return [{
		kind: "case-deleted",
		caseId,
		status
	}];
	if (now.kind === "unreadable") return [{
		kind: "case-unreadable",
		caseId,
		file: now.file
	}];
	if (status !== "guarding") return now.source.status === "retired" ? [{
		kind: "case-deleted",
		caseId,
		status
	}] : [];
	const to = now.source.status;
	return [
		...to === "guarding" ? [] : [{
			kind: "case-unguarded",
			caseId,
			to
		}],
		...diffExpectations(caseId, before.source.expectations, now.source.expectations),
		...diffContent(caseId, before.source, now.source),
		...now.runs < before.runs ? [{
			kind: "runs-lowered",
			caseId,
			from: before.runs,
			to: now.runs
		}] : []
	];
}
function diffExpectations(caseId, before, now) {
	const left = [...now];
	const take = (isIt) => {
		const at = left.findIndex(isIt);
		return at === -1 ? void 0 : left.splice(at, 1)[0];
	};
	return before.filter((was) => take((one) => canonicalJson(one) === canonicalJson(was)) === void 0).map((was) => {
		const { dimension, evaluator } = was;
		const is = take((one) => one.dimension === dimension && nameOf(one.evaluator) === nameOf(evaluator));
		if (is === void 0) return {
			kind: "expectation-removed",
			caseId,
			dimension,
			evaluator
		};
		return {
			kind: "expectation-changed",
			caseId,
			dimension,
			from: evaluator,
			to: is.evaluator,
			digest: digestOf(is)
		};
	});
}
function nameOf(evaluator) {
	return evaluator.split("@")[0] ?? evaluator;
}
const notTheUser = /* @__PURE__ */ new Set([
	"id",
	"title",
	"status",
	"dimensions",
	"failureMode",
	"runs",
	"expectations",
	"provenance",
	"signOff",
	"quarantine",
	"tools",
	"model",
	"faults"
]);
function diffContent(caseId, before, now) {
	const [were, are] = [contentOf(before), contentOf(now)];
	const parts = [
		"user",
		"tools",
		"model",
		"faults"
	].filter((part) => {
		return canonicalJson(were[part]) !== canonicalJson(are[part]);
	});
	return parts.length === 0 ? [] : [{
		kind: "case-rewritten",
		caseId,
		parts,
		digest: digestOf(are)
	}];
}
function contentOf(source) {
	const user = Object.entries(source).filter(([field]) => !notTheUser.has(field));
	return {
		user: Object.fromEntries(user),
		tools: { tools: source.tools ?? null },
		model: { model: source.model ?? null },
		faults: { faults: source.faults ?? null }
	};
}
function digestOf(value) {
	return `sha256:${createHash("sha256").update(canonicalJson(value)).digest("hex")}`;
}

// src/core/gate/governed-settings.ts
const dimensionRules = {
	margin: "up",
	allowedDrop: "up"
};
const gateSettings = {
	beta: "up",
	missing: "up"
};
const toldApart = /* @__PURE__ */ new Set([
	"dimensions",
	"mustPass",
	"waivers",
	"waiverLabel"
]);
const judgeRules = [
	"block",
	"when-calibrated",
	"advisory"
];
function diffSettings(base, head) {
	return [
		...diffDimensions(base, head),
		...base.gate.mustPass.filter((id) => !head.gate.mustPass.includes(id)).map((caseId) => ({
			kind: "must-pass-removed",
			caseId
		})),
		...diffGate(base, head),
		...diffProject(base, head),
		...diffWaivers(base.gate.waivers ?? [], head.gate.waivers ?? [])
	];
}
function diffDimensions({ gate: base }, { gate: head }) {
	return Object.entries(base.dimensions).flatMap(([dimension, was]) => {
		const is = Object.hasOwn(head.dimensions, dimension) ? head.dimensions[dimension] : void 0;
		if (is === void 0) return [{
			kind: "floor-removed",
			dimension,
			from: was.floor
		}];
		const { floor: from, ...rules } = was;
		const { floor: to, ...newRules } = is;
		return [...to < from ? [{
			kind: "floor-lowered",
			dimension,
			from,
			to
		}] : [], ...diffFields(rules, newRules, isWeakerRule).map((change) => {
			return {
				kind: "floor-rule",
				dimension,
				...change
			};
		})];
	});
}
function isWeakerRule(rule, was, is) {
	if (rule === "mode") return is !== "prove";
	if (rule === "judge") return judgeRules.indexOf(is) > judgeRules.indexOf(was);
	return isWeaker(dimensionRules[rule], was, is);
}
function diffGate({ gate: base }, { gate: head }) {
	const label = base.waiverLabel !== head.waiverLabel && head.waiverLabel !== false;
	return [...diffFields(without(base, toldApart), without(head, toldApart), (name, was, is) => name === "requireBaseline" ? is !== true : isWeaker(gateSettings[name], was, is)).map((change) => setting({
		...change,
		setting: `gate.${change.setting}`
	})), ...label ? [setting(settingChange("gate.waiverLabel", base.waiverLabel, head.waiverLabel))] : []];
}
function diffProject(base, head) {
	const changes = [];
	if (head.enforce !== true && (base.enforce === true || head.enforce.until > base.enforce.until)) changes.push(settingChange("enforce", base.enforce, head.enforce));
	for (const part of [
		"judge",
		"simulator",
		"baseline"
	]) {
		const [was, is] = [base[part], head[part]];
		if (was !== void 0 && canonicalJson(was) !== canonicalJson(is ?? null)) changes.push(settingChange(part, was, is));
	}
	for (const folder of ["dataset", "evaluators"]) if (base[folder] !== head[folder]) changes.push(settingChange(folder, base[folder], head[folder]));
	changes.push(...diffFields(base.tools ?? {}, head.tools ?? {}, () => true).map((change) => {
		return {
			...change,
			setting: `tools.${change.setting}`
		};
	}));
	const { version: were } = base.agent;
	const { version: are } = head.agent;
	if ((were.length === 0 ? are.length > 0 : were.some((glob) => !are.includes(glob))) && are.length > 0) changes.push(settingChange("agent.version", were, are));
	const { concurrency: _was, ...runs } = base.runs;
	const { concurrency: _is, ...newRuns } = head.runs;
	changes.push(...diffFields(runs, newRuns, (name, was, is) => {
		if (name === "stop" && is === "off") return false;
		return isWeaker(name === "perCase" ? "down" : void 0, was, is);
	}).map((change) => ({
		...change,
		setting: `runs.${change.setting}`
	})));
	return changes.map(setting);
}
function isWeaker(weaker, was, is) {
	if (weaker === void 0 || weaker === "any") return true;
	if (typeof was !== "number" || typeof is !== "number") return true;
	return weaker === "up" ? is > was : is < was;
}
function diffFields(base, head, isWeakerField) {
	const [were, are] = [new Map(Object.entries(base)), new Map(Object.entries(head))];
	return [.../* @__PURE__ */ new Set([...were.keys(), ...are.keys()])].flatMap((name) => {
		const [was, is] = [were.get(name), are.get(name)];
		if (canonicalJson(was ?? null) === canonicalJson(is ?? null)) return [];
		return isWeakerField(name, was, is) ? [settingChange(name, was, is)] : [];
	});
}
function without(of, names) {
	return Object.fromEntries(Object.entries(of).filter(([name]) => !names.has(name)));
}
function setting(change) {
	return {
		kind: "setting",
		...change
	};
}
function settingChange(name, was, is) {
	return {
		setting: name,
		...was !== void 0 && { from: canonicalJson(was) },
		...is !== void 0 && { to: canonicalJson(is) }
	};
}
function diffWaivers(base, head) {
	return head.flatMap((is) => {
		const { dimension, case: caseId, owner, expires } = is;
		const from = base.filter((was) => was.dimension === dimension && was.case === caseId).map((was) => was.expires).toSorted().at(-1);
		if (from !== void 0 && from >= expires) return [];
		const waiver = {
			...dimension !== void 0 && { dimension },
			...caseId !== void 0 && { caseId },
			owner,
			expires
		};
		return from === void 0 ? [{
			kind: "waiver-added",
			...waiver
		}] : [{
			kind: "waiver-lengthened",
			from,
			...waiver
		}];
	});
}

// src/core/gate/governance.ts
function diffGovernance(base, head) {
	return [
		...diffSettings(base.config, head.config),
		...[...base.cases].flatMap(([id, was]) => diffCase(id, was, head.cases.get(id))),
		...diffExperts(base.experts, head.experts),
		...diffFiles("recording-changed", base.recordings, head.recordings),
		...diffFiles("calibration-changed", base.calibrations, head.calibrations)
	].toSorted((a, b) => rankOf(a) - rankOf(b) || compareText(textOf(a), textOf(b)));
}
function digestChanges(changes) {
	return digestOf(changes.map(textOf));
}
function diffFiles(kind, base, head) {
	return [...base].flatMap(([file, was]) => {
		const is = head.get(file);
		return is === was ? [] : [{
			kind,
			file,
			digest: digestOf(is ?? "")
		}];
	});
}
function diffExperts(base, head) {
	if (base.length === 0) return [];
	const [were, are] = [base.map(asLogin), head.map(asLogin)];
	const added = are.filter((one) => !were.includes(one));
	const removed = were.filter((one) => !are.includes(one));
	return added.length + removed.length === 0 ? [] : [{
		kind: "experts-changed",
		added,
		removed
	}];
}
const order = [
	"case-deleted",
	"case-unguarded",
	"case-unreadable",
	"must-pass-removed",
	"floor-removed",
	"floor-lowered",
	"floor-rule",
	"expectation-removed",
	"expectation-changed",
	"case-rewritten",
	"recording-changed",
	"setting",
	"waiver-added",
	"waiver-lengthened",
	"experts-changed",
	"judge-lapses",
	"calibration-changed",
	"runs-lowered",
	"unlisted-files"
];
function rankOf({ kind }) {
	return order.indexOf(kind);
}
function textOf(change) {
	return canonicalJson(change);
}

// src/app/gate/read-governed.ts
function governedPaths(changed, { dataset, evaluators, simulator }, { folder }) {
	const script = simulator?.scriptedModel?.replace(/^(?:\.\/)+/, "");
	const inside = changed.flatMap((path) => {
		if (folder === "") return [path];
		return path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : [];
	});
	return {
		cases: inside.flatMap((path) => {
			if (!path.startsWith(`${dataset}/`)) return [];
			const place = placeInDataset(dataset, path);
			return place.kind === "case" || place.kind === "scenario" ? [{
				id: place.id,
				path,
				kind: place.kind
			}] : [];
		}),
		calibrations: inside.filter((path) => {
			const name = path.startsWith(`${evaluators}/`) ? path.slice(evaluators.length + 1) : "";
			return /^[^/]+\/v\d+\.calibration\.json$/.test(name);
		}),
		recordings: inside.filter((path) => {
			if (path === script) return true;
			const place = path.startsWith(`${dataset}/`) ? path.slice(dataset.length + 1) : "";
			return /^(?:sessions|cassettes|references)\/[^/]+\.json$/.test(place);
		}),
		dataset: `${dataset}/dataset.yaml`,
		isDatasetTouched: inside.includes(`${dataset}/dataset.yaml`)
	};
}
function touchesAny(paths) {
	const { cases, calibrations, recordings, isDatasetTouched } = paths;
	return cases.length + calibrations.length + recordings.length > 0 || isDatasetTouched;
}
async function readGovernedSides(ports, paths, { base, head }) {
	const of = ({ sha }, isWithExperts) => ({
		ref: sha,
		paths: askedPaths(paths, ports, isWithExperts)
	});
	const [atBase, atHead] = await ports.host.filesAt([of(base, true), of(head, !head.isSameDataset)]);
	const before = sideOf(base, paths, {
		...ports,
		found: atBase
	});
	const experts = head.isSameDataset ? { experts: before.experts } : {};
	return [before, sideOf({
		...head,
		...experts
	}, paths, {
		...ports,
		found: atHead
	})];
}
async function readGovernedSide(ports, paths, side) {
	const asked = askedPaths(paths, ports, side.experts === void 0);
	const [found] = await ports.host.filesAt([{
		ref: side.sha,
		paths: asked
	}]);
	return sideOf(side, paths, {
		...ports,
		found
	});
}
function askedPaths({ cases, calibrations, recordings, dataset }, { place }, isWithExperts) {
	return [
		...cases.map(({ path }) => path),
		...calibrations,
		...recordings,
		...isWithExperts ? [dataset] : []
	].map((path) => pathInRepository(path, place));
}
function sideOf({ config, experts }, paths, { place, found }) {
	const textAt = (path) => found?.get(pathInRepository(path, place));
	const cases = /* @__PURE__ */ new Map();
	for (const { id, path, kind } of paths.cases) {
		const text = textAt(path);
		if (text !== void 0) cases.set(id, readCase(path, text, {
			kind,
			config
		}));
	}
	return {
		config,
		experts: experts ?? readExperts(paths.dataset, textAt(paths.dataset)),
		cases,
		calibrations: textsOf(paths.calibrations, textAt),
		recordings: textsOf(paths.recordings, textAt)
	};
}
function textsOf(paths, textAt) {
	return new Map(paths.flatMap((path) => {
		const text = textAt(path);
		return text === void 0 ? [] : [[path, text]];
	}));
}
function readCase(path, text, { kind, config }) {
	const file = {
		kind: "text",
		path,
		text
	};
	const reading = kind === "case" ? readSource(file, caseFile) : readSource(file, scenarioFile);
	if (reading.kind === "problems") return {
		kind: "unreadable",
		file: path
	};
	const source = reading.value;
	return {
		kind: "case",
		source,
		runs: source.runs ?? config.runs.perCase
	};
}
function readExperts(path, text) {
	if (text === void 0) return [];
	const reading = readSource({
		kind: "text",
		path,
		text
	}, datasetFile);
	return reading.kind === "read" ? reading.value.experts : [];
}

// src/app/gate/govern-change.ts
async function governChange(governed, ports) {
	const { pullRequest, changed, base } = governed;
	const isListed = changed.kind === "complete";
	const changedPaths = isListed ? changed.paths : [];
	const paths = governedPaths(changedPaths, base, ports.place);
	const isConfigTouched = !isListed || changedPaths.includes(pathInRepository(ports.place.configPath, ports.place));
	if (!isConfigTouched && !touchesAny(paths)) return void 0;
	const head = isConfigTouched ? governed.head : base;
	const isSameDataset = isListed && !paths.isDatasetTouched;
	const [before, after] = await readGovernedSides(ports, paths, {
		base: {
			sha: pullRequest.baseSha,
			config: base
		},
		head: {
			sha: pullRequest.headSha,
			config: head ?? base,
			isSameDataset
		}
	});
	const changesOf = (side, sha, config) => {
		const changes = [
			...diffGovernance(before, side),
			...config === void 0 ? [{
				kind: "setting",
				setting: ports.place.configPath,
				from: "the file"
			}] : [],
			...isListed ? [] : [{
				kind: "unlisted-files",
				head: sha
			}]
		];
		return {
			changes,
			digest: digestChanges(changes)
		};
	};
	const changesAt = async (sha, config) => {
		const side = await readGovernedSide(ports, paths, {
			sha,
			config: config ?? base
		});
		return changesOf(side, sha, config);
	};
	const { changes, digest } = changesOf(after, pullRequest.headSha, head);
	if (changes.length === 0) return void 0;
	const { author } = await ports.approvals.about(pullRequest.number);
	const experts = before.experts;
	const reviews = await heldReviews(await ports.approvals.reviews(pullRequest.number), {
		experts,
		approvals: ports.approvals,
		sawThis: async (commit) => {
			if (commit === pullRequest.headSha) return true;
			return await isSameAt(commit, {
				digest,
				isConfigTouched,
				base,
				changesAt,
				ports
			});
		}
	});
	return {
		changes,
		digest,
		changesAgent: !isListed || changesAgent(changedPaths, base, ports.place),
		approval: decideApproval({
			experts,
			author,
			reviews
		})
	};
}
async function isSameAt(commit, { digest, isConfigTouched, base, changesAt, ports: { host, place } }) {
	try {
		if (!isConfigTouched) return (await changesAt(commit, base)).digest === digest;
		const path = pathInRepository(place.configPath, place);
		const text = await host.fileAt(path, commit);
		if (text === void 0) return (await changesAt(commit, void 0)).digest === digest;
		const { config, problems } = readConfig({
			kind: "text",
			path,
			text
		});
		if (config === void 0 || problems.length > 0) return false;
		return (await changesAt(commit, config)).digest === digest;
	} catch (error) {
		if (error instanceof UserError) return "unknown";
		throw error;
	}
}
async function heldReviews(reviews, { experts, approvals, sawThis }) {
	const latest = /* @__PURE__ */ new Map();
	for (const review of reviews) if (review.says !== "something" && !review.isBot) latest.set(asLogin(review.login), review);
	const seen = /* @__PURE__ */ new Map();
	const held = [];
	for (const { login, says, commit } of latest.values()) {
		if (says === "something") continue;
		const isExpert = await isAmong(experts, login, approvals);
		let saw = "unknown";
		if (says === "approved" && isExpert === true && commit !== void 0) {
			const known = seen.get(commit) ?? sawThis(commit);
			seen.set(commit, known);
			saw = await known;
		}
		held.push({
			login,
			says,
			isExpert,
			sawThis: saw
		});
	}
	return held;
}
async function isAmong(experts, login, approvals) {
	if (experts.some((name) => asLogin(name) === asLogin(login))) return true;
	let isUnknown = false;
	for (const team of experts.filter((name) => name.includes("/"))) {
		const isIn = await approvals.isInTeam(team, login);
		if (isIn === true) return true;
		isUnknown ||= isIn === "unknown";
	}
	return isUnknown ? "unknown" : false;
}

// src/app/gate/settle-decision.ts
async function settleDecision(decision, { experiment, policy, today, number, governed }, ports) {
	const file = readWaivers(policy, {
		today,
		latest: daysAfter(today, 90),
		cases: experiment.cases
	});
	if (number === void 0) return applyWaivers(decision, file);
	const approvals = await ports.approvals();
	const label = applyWaivers(decision, file).reasons.some(isWaivable) ? await findLabelWaiver({
		number,
		policy,
		today
	}, approvals) : {
		standing: [],
		void: []
	};
	const waived = applyWaivers(decision, {
		standing: [...file.standing, ...label.standing],
		void: [...file.void, ...label.void]
	});
	if (governed === void 0) return waived;
	const governance = await governChange(governed, {
		...ports,
		approvals
	});
	if (governance === void 0) return waived;
	const lapsing = await lapsingJudges(experiment, governed, ports.calibrations);
	return governDecision(waived, {
		...governance,
		changes: [...governance.changes, ...lapsing]
	});
}

// src/compose/compose-action-baseline.ts
async function composeActionStores(config, branchOfMain, surroundings) {
	const { address, host, place, root, environment } = surroundings;
	const folder = folderOfProject(place);
	const stores = [];
	for (const store of config.stores) switch (store) {
		case "folder":
			stores.push(folderStore(join(root, config.folder)));
			break;
		case "branch": {
			const [{ branchStore }, { gitHubFiles }] = await Promise.all([import("./branch-store-9lo6VcgQ.js"), import("./repo-files-CnT71S6Q.js")]);
			const files = gitHubFiles(address);
			const readWhole = (path, ref) => host.fileAt(path, ref);
			stores.push(branchStore({
				branch: config.branch,
				folder,
				files,
				readWhole
			}));
			break;
		}
		case "cache": {
			const [{ cacheStore }, { gitHubCaches }] = await Promise.all([import("./cache-store-DIzTtuU2.js"), import("./list-caches-BvvWpipk.js")]);
			stores.push(cacheStore({
				resultsUrl: environment["ACTIONS_RESULTS_URL"] ?? "",
				runtimeToken: environment["ACTIONS_RUNTIME_TOKEN"] ?? "",
				list: gitHubCaches(address),
				folder,
				branch: branchOfMain,
				ownRef: environment["GITHUB_REF"] ?? "",
				execution: `${environment["GITHUB_RUN_ID"] ?? "0"}-${environment["GITHUB_RUN_ATTEMPT"] ?? "1"}`
			}));
			break;
		}
	}
	return stores;
}
async function composeActionTags(address) {
	const { gitHubTags } = await import("./tags-D4j4ybDp.js");
	return gitHubTags(address);
}

// src/action/baseline-step.ts
async function lookUpSides(context, audience, prepared) {
	const base = prepared?.base;
	if (prepared === void 0) return {};
	if (base === void 0) return { mergesNothing: true };
	const { config } = prepared;
	const surroundings = surroundingsOf(context, audience);
	return await findSides({
		config,
		base,
		stores: await composeActionStores(config, base.branch ?? "", surroundings),
		writtenIn: context.job.repository,
		nowMs: Date.now()
	});
}
function commitToRun({ inputs }, { baseline }, prepared) {
	if (inputs.mode !== "run-and-gate") return void 0;
	return prepared?.config.rerun === "worktree" && baseline?.kind === "none" ? prepared.base?.sha : void 0;
}
function withRerun(sides, prepared, folder) {
	const base = prepared?.base;
	const experiment = readRerun(folder);
	if (experiment === void 0 || base === void 0) return {
		...sides,
		baseline: {
			kind: "none",
			why: "not-run"
		}
	};
	const { sha: commit, branch } = base;
	const origin = {
		side: "merge-base",
		source: "worktree",
		commit,
		...branch !== void 0 && { branch }
	};
	return {
		...sides,
		baseline: {
			kind: "found",
			experiments: [experiment],
			origin
		}
	};
}
function readRerun(folder) {
	try {
		const text = folder.read(resultFiles.base);
		const experiment = text === void 0 ? void 0 : parseExperiment(text, resultFiles.base);
		return experiment?.isComplete === true ? experiment : void 0;
	} catch (error) {
		if (error instanceof UserError) return void 0;
		throw error;
	}
}
async function keepBaseline(context, audience, { prepared, experiment }) {
	const { io, job, plan } = context;
	const { headSha } = plan;
	const branch = io.env["GITHUB_REF_NAME"] ?? "";
	if (plan.row.id !== eventRows.pushDefault.id || headSha === void 0) return;
	if (prepared === void 0 || branch === "") return;
	if (!experiment.isComplete) {
		warn(context, "The run is not complete, so it is kept nowhere as a baseline.");
		return;
	}
	const { config } = prepared;
	const surroundings = surroundingsOf(context, audience);
	const { repository } = job;
	const stored = await storeBaseline({
		stores: await composeActionStores(config, branch, surroundings),
		release: config.release,
		tags: await composeActionTags(surroundings.address),
		entry: {
			writtenBy: {
				repository,
				branch,
				event: "push",
				commit: headSha
			},
			experiment
		}
	});
	for (const { source, problem } of stored) if (problem === void 0) io.log(`Kept as a baseline in the ${source}.\n`);
	else warn(context, `${problem.message} ${problem.fix}`);
}
function warn({ io }, message) {
	io.annotate("warning", {
		title: "Tracegate could not keep the results as a baseline",
		message: terminalText(message, 1e3)
	});
}
function surroundingsOf({ io, inputs, job }, { host, place }) {
	const { repository, apiUrl, workspace } = job;
	return {
		address: {
			repository,
			apiUrl,
			token: inputs.token
		},
		host,
		place,
		root: join(workspace, inputs.root),
		environment: io.env
	};
}

// src/core/report/comment/running.ts
function renderRunning({ recorded, planned }, { marker } = {}) {
	const lines = [
		`### \u23F3 Running: ${grouped(recorded)} of ${grouped(planned)} runs are made`,
		"Nothing is decided yet. This comment is written over when the runs are done.",
		""
	];
	return [...marker === void 0 ? [] : [marker], ...lines].join("\n");
}

// src/action/live-comment.ts
const usualEveryMs = 3e4;
function liveComment({ inputs }, { host, place, pullRequest }, { everyMs = usualEveryMs, nowMs = () => performance.now() } = {}) {
	let lastMs = nowMs();
	let underWay;
	const isMute = pullRequest === void 0 || !inputs.mayComment;
	return {
		show: (count) => {
			if (isMute || underWay !== void 0 || nowMs() - lastMs < everyMs) return;
			lastMs = nowMs();
			const marker = commentMarker(place);
			const { commentAuthor: author } = inputs;
			underWay = host.upsertComment(pullRequest.number, {
				marker,
				body: nameSection(renderRunning(count, { marker }), projectName(place)),
				isSection: true,
				...author !== void 0 && { author }
			}).catch(() => {}).finally(() => {
				underWay = void 0;
			});
		},
		end: async () => {
			await underWay;
		}
	};
}

// src/app/publish/publish-decision.ts
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

// src/action/publish.ts
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
					body: nameSection(comment(marker), projectName(place)),
					isSection: true,
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
		return published.comment;
	} catch (error) {
		const { message, fix } = asUserError(error);
		reportUnpublished(io, {
			reason: message,
			fix
		});
		return;
	}
}

// src/core/report/comment/check-run.ts
const mostCheckAnnotations = 100;
const mostCheckSummary = 65e3;
function checkRunOf(decision, told) {
	const { enforcement, place, summary, annotations } = told;
	return {
		name: checkRunName(place),
		conclusion: conclusionOf(decision, enforcement),
		title: terminalText(headline$1(decision, terminalWording, enforcement), 200),
		summary: cutText(summary, mostCheckSummary),
		annotations: annotations.slice(0, 100)
	};
}
function checkRunName(place) {
	return statusContext(place).replace(/^tracegate/, "tracegate report");
}
function conclusionOf({ kind }, enforcement) {
	if (kind === "pass") return "success";
	return enforcement.kind === "enforced" ? "failure" : "neutral";
}

// src/action/publish-reports.ts
async function publishReports(context, folder, reported) {
	const { io, inputs, job } = context;
	try {
		const { problem } = await writeReports(folder, reported, readReportedRuns);
		const placeOf = (name) => relative(job.workspace, join(folder.path, name));
		io.output("report", placeOf(resultFiles.report));
		io.output("junit", placeOf(resultFiles.junit));
		io.output("badge", placeOf(resultFiles.badge));
		if (problem !== void 0) reportUnpublished(io, {
			reason: `No sessions in the report: ${problem.message}`,
			fix: problem.fix
		});
		if (inputs.isCheckRun === true) await publishCheckRun(context, reported);
	} catch (error) {
		const { message, fix } = asUserError(error);
		reportUnpublished(io, {
			reason: message,
			fix
		});
	}
}
async function publishCheckRun({ io, inputs, job, plan }, { decision, enforcement, files, summary }) {
	if (plan.headSha === void 0) return;
	const published = await (await composeCheckRuns({
		...job,
		token: inputs.token
	})).publish(plan.headSha, checkRunOf(decision, {
		enforcement,
		place: files.place,
		summary,
		annotations: fileAnnotations(decision, files)
	}));
	if (published.kind === "not-published") reportUnpublished(io, published);
	else io.output("check-run-url", published.url);
}

// src/core/gate/raised-floors.ts
const leastGain = .005;
function raisedFloors({ dimensions }, names) {
	return dimensions.flatMap(({ dimension, floor: { floor }, tally: { passed, failed } }) => {
		const scored = passed + failed;
		const proved = names.has(dimension) ? suggestFloor(passed, scored) : "unknown";
		if (proved === "unknown" || proved < floor + leastGain) return [];
		return [{
			dimension,
			floor,
			proved,
			passed,
			scored
		}];
	});
}

// src/core/plan/reproduction-fact.ts
function writeReproductionFact(fact) {
	const { caseId, standing, failed, scored, commit, digest } = fact;
	return `<!-- tracegate:reproduced ${caseId} ${standing} ${failed}/${scored} ${commit.slice(0, 7)} ${digest} -->`;
}

// src/core/report/dataset/dataset-review.ts
function renderDatasetReview(review, floors, { marker, isBelieved = true }) {
	const { cases, leftOut, statuses, notes } = review;
	return `${[
		[
			marker,
			...isBelieved ? cases.flatMap(factLine) : [],
			`### ${headline(review)}`
		],
		cases.filter(({ change }) => change !== "removed").map(caseLine),
		removedLines(cases),
		leftOut > 0 ? [`${countOf(leftOut, "more case")} changed and ${leftOut === 1 ? "is" : "are"} not told one by one.`] : [],
		statuses.map(({ id, from, to }) => `- ${codeName(id)} was \`${plain(from)}\` and becomes \`${plain(to)}\``),
		judgeLines(review),
		floors.map(floorLine),
		countTable(review),
		notes.map((note) => inlineProse(note)),
		isBelieved ? [] : [strangers]
	].filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n")}\n`;
}
function renderWithdrawnReview(commit, { marker }) {
	return `${[
		marker,
		"### \u{1F4CB} The dataset does not change any more",
		`What stood here was about an older commit: the job of \`${commit.slice(0, 7)}\` found no change of it.`
	].join("\n")}\n`;
}
const strangers = "This comes from the job of a fork, which its author may change: the bot counts no reproduction of it.";
function factLine({ id, digest, reproduction }) {
	if (reproduction?.kind !== "run" || digest === void 0) return [];
	const { standing, failed, scored, commit } = reproduction;
	return [writeReproductionFact({
		caseId: id,
		digest,
		standing,
		failed,
		scored,
		commit
	})];
}
function headline({ cases }) {
	const ran = cases.flatMap(({ reproduction }) => reproduction === void 0 ? [] : [reproduction]);
	const reproduced = ran.filter((one) => one.kind === "run" && one.standing === "reproduced");
	if (ran.length === 0) return "\u{1F4CB} The dataset changes";
	if (reproduced.length === ran.length) return `\u{1F4CB} ${ran.length === 1 ? "The case fails" : `All ${ran.length} cases fail`} on the base, as reported`;
	return `\u{1F4CB} ${ran.length - reproduced.length} of ${countOf(ran.length, "case")} ${ran.length - reproduced.length === 1 ? "is" : "are"} not reproduced`;
}
function caseLine(one) {
	const { id, change, evaluators, missing } = one;
	const marks = evaluators.map(({ evaluator, standing }) => `${codeName(evaluator)} ${standings[standing]}`);
	const tells = marks.length > 0 ? ` Evaluators on the failure and on the reference: ${marks.join(", ")}.` : missing.length > 0 ? ` Whether its evaluators tell good from bad is not known without ${missing.map(codeName).join(" and ")}.` : "";
	return `- ${codeName(id)} (${change}): ${describeReproduction(one)}${tells}`;
}
const standings = {
	discriminates: "\u2714",
	"passes-both": "passes both",
	"fails-both": "\u2717 fails both",
	inverted: "\u2717 the wrong way round",
	unscored: "could not answer"
};
function describeReproduction({ reproduction }) {
	if (reproduction === void 0) return "it is not run.";
	if (reproduction.kind === "skipped") return `**not reproduced**: ${inlineProse(reproduction.reason)}. It is not promoted before it is.`;
	const { standing, failed, scored, planned, commit } = reproduction;
	const on = `on \`${commit.slice(0, 7)}\``;
	switch (standing) {
		case "reproduced": return `failed ${grouped(failed)} of ${grouped(scored)} ${on}.`;
		case "not-reproduced": return `**not reproduced**: passed ${grouped(scored)} of ${grouped(scored)} ${on}. It is not promoted before it is; see whether the expectations describe the failure.`;
		case "unknown": return `**not reproduced**: none of ${countOf(planned, "run")} ${on} could be scored. It is not promoted before it is.`;
	}
}
function removedLines(cases) {
	return cases.filter(({ change }) => change === "removed").map(({ id, status }) => status === "guarding" ? `- \u26A0\uFE0F ${codeName(id)} is **removed**; it guarded` : `- ${codeName(id)} is removed; it was \`${plain(status)}\``);
}
function judgeLines({ judges, blockers }) {
	return [...judges.map(({ ref, sessions, kappa, tpr, tnr }) => {
		const figures = [
			kappa === void 0 ? void 0 : `\u03BA ${kappa.value.toFixed(2)}`,
			tpr === void 0 ? void 0 : `TPR ${tpr.value.toFixed(2)} (lower bound ${tpr.low.toFixed(2)})`,
			tnr === void 0 ? void 0 : `TNR ${tnr.value.toFixed(2)} (lower bound ${tnr.low.toFixed(2)})`
		].filter((figure) => figure !== void 0);
		return `- **Judge** ${codeName(ref)} on ${countOf(sessions, "labelled session")}: ${figures.join(", ")} \u2714`;
	}), ...blockers.map(({ subject, reason, fix }) => `- **Judge** ${codeName(subject)} \u2717 would block promotion: ${inlineProse(reason)} ${inlineProse(fix)}`)];
}
function floorLine({ dimension, floor, proved, passed, scored }) {
	return `- **Floor** of ${codeName(dimension)} could rise from ${percent(floor)} to ${percent(Math.floor(proved * 1e3) / 1e3)}: ${grouped(passed)} of ${grouped(scored)} runs passed (${percentOf(passed, scored)}).`;
}
function countTable({ dimensions, failureModes }) {
	const rows = [...dimensions, ...failureModes];
	if (rows.length === 0) return [];
	return [
		"| dimension or failure mode | added | changed | removed |",
		"|---|--:|--:|--:|",
		...rows.map(({ name, added, changed, removed }) => `| ${codeName(name)} | ${added} | ${changed} | ${removed} |`)
	];
}
function plain(word) {
	return /^[a-z-]{1,30}$/.test(word) ? word : "unknown";
}

// src/action/publish-review.ts
async function publishReview(context, audience, { folder, decision, releases }) {
	const { plan } = context;
	const { place } = audience;
	await write(context, audience, (marker) => {
		const review = readReview(folder);
		if (review === void 0 || !concerns(review, releases, place)) return void 0;
		const touched = review.cases.length === 0 ? [] : review.dimensions;
		const floors = raisedFloors(decision, new Set(touched.map(({ name }) => name)));
		return renderDatasetReview(review, floors, {
			marker,
			isBelieved: plan.head === void 0
		});
	});
}
async function withdrawReview(context, audience) {
	await write(context, audience, () => void 0);
}
async function write({ io, inputs }, { host, place, pullRequest }, render) {
	if (pullRequest === void 0 || !inputs.mayComment) return;
	const { number, headSha } = pullRequest;
	const { commentAuthor: author } = inputs;
	try {
		const marker = reviewMarker(place);
		const body = render(marker);
		const result = await host.upsertComment(number, {
			marker,
			body: body ?? renderWithdrawnReview(headSha, { marker }),
			isNext: true,
			...body === void 0 && { isOptional: true },
			...author !== void 0 && { author }
		});
		if (result.kind === "not-published") reportUnpublished(io, result);
	} catch (error) {
		const { message, fix } = asUserError(error);
		reportUnpublished(io, {
			reason: message,
			fix
		});
	}
}
function readReview(folder) {
	const text = folder.read(resultFiles.datasetReview);
	return text === void 0 ? void 0 : parseDatasetReview(text, resultFiles.datasetReview);
}
function concerns({ cases, statuses }, releases, place) {
	if (cases.length + statuses.length > 0) return true;
	if (releases === void 0 || releases.changed.kind === "incomplete") return releases !== void 0;
	const { folders, changed } = releases;
	return changed.paths.some((path) => [folders.dataset, folders.evaluators].some((folder) => path.startsWith(`${pathInRepository(folder, place)}/`)));
}

// src/core/plan/passing-cases.ts
const passingEvent = "tracegate-passing";
const mostCases = 200;
const passingCase = object({
	id: string().regex(/^[a-z0-9-]{1,60}$/),
	digest: string().regex(/^sha256:[0-9a-f]{64}$/),
	passed: int().min(1).max(1e6)
});
const passingCases = object({
	commit: string().regex(/^[0-9a-f]{40}$/),
	cases: array(passingCase).max(mostCases)
});
function findPassing({ cases }, commit) {
	return {
		commit,
		cases: cases.flatMap((one) => {
			const { standing, scored, planned } = reproductionOf(one, {
				ref: commit,
				commit
			});
			const digest = one.tested?.digest;
			const isPassing = standing === "not-reproduced" && scored === planned;
			if (one.status !== "open" || !isPassing || digest === void 0) return [];
			return [{
				id: one.id,
				digest,
				passed: scored
			}];
		}).slice(0, mostCases)
	};
}

// src/action/tell-passing.ts
async function tellPassing({ io, inputs, job, plan }, experiment) {
	if (plan.row.id !== eventRows.pushDefault.id || plan.headSha === void 0) return;
	const passing = findPassing(experiment, plan.headSha);
	if (passing.cases.length === 0) return;
	const told = await (await composeEvents({
		...job,
		token: inputs.token
	})).tell(passingEvent, passing);
	if (told.kind === "not-published") reportUnpublished(io, told);
}

// src/action/gate-step.ts
async function gateStep(context) {
	const { inputs, job, plan, io } = context;
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
			if (isPublished(await publish(context, audience, {
				isGreen: true,
				description: `Not applicable. ${unconcerned}`,
				comment: (marker) => renderNotApplicable(unconcerned, { marker }),
				isOptional: true
			}))) await withdrawReview(context, audience);
			return await reportNotApplicable(io, unconcerned);
		}
		enforcement = prepared.enforcement;
		return await decideAndTell(context, prepared, {
			audience,
			today
		});
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
async function decideAndTell(context, prepared, { audience, today }) {
	const { io, inputs, job } = context;
	const { policy, enforcement, calibrations, notes, releases, governed, files, baseline } = prepared;
	const found = await lookUpSides(context, audience, baseline);
	const rerun = commitToRun(context, found, baseline);
	const folder = await resultsOf(context, policy, {
		audience,
		rerun,
		isCompared: mayBeCompared(context.plan, found, rerun)
	});
	const sides = rerun === void 0 ? found : withRerun(found, baseline, folder);
	const { experiment, decision: decided } = await gateResults(folder, {
		policy,
		calibrations,
		about: {
			...aboutOf(context.plan),
			...numberOf(audience)
		},
		sides
	});
	await keepBaseline(context, audience, {
		prepared: baseline,
		experiment
	});
	if (releases !== void 0) {
		const { host, place } = audience;
		await mustKeepReleases(experiment, {
			...releases,
			host,
			place
		});
	}
	const decision = await settleDecision(decided, {
		experiment,
		policy: policy.policy,
		today,
		...audience.pullRequest !== void 0 && { number: audience.pullRequest.number },
		...governed !== void 0 && { governed }
	}, {
		...audience,
		calibrations,
		approvals: () => composeApprovals({
			...job,
			token: inputs.token
		})
	});
	const annotatesFiles = inputs.isCheckRun !== true;
	await reportDecision(io, {
		experiment,
		decision,
		enforcement,
		files,
		annotatesFiles
	});
	const { runUrl } = job;
	const shown = {
		enforcement,
		notes,
		...runUrl !== void 0 && { runUrl }
	};
	const body = renderComment(experiment, decision, shown);
	await io.summarise(body);
	if (inputs.mode === "run-and-gate") {
		folder.write(resultFiles.decision, renderDecisionJson(experiment, decision));
		folder.write(resultFiles.comment, body);
	}
	const reported = {
		experiment,
		decision,
		enforcement,
		files,
		summary: body,
		...baselineSide(sides, policy.policy)
	};
	await publishReports(context, folder, reported);
	const isGreen = decision.kind === "pass" || enforcement.kind !== "enforced";
	if (isPublished(await publish(context, audience, {
		isGreen,
		description: headline$1(decision, terminalWording, enforcement),
		comment: (marker) => renderComment(experiment, decision, {
			...shown,
			marker
		})
	}))) await publishReview(context, audience, {
		folder,
		decision,
		...releases !== void 0 && { releases }
	});
	await tellPassing(context, experiment);
	return isGreen ? 0 : 1;
}
function isPublished(told) {
	return told !== void 0 && told.kind !== "not-published";
}
async function resultsOf(context, policy, { audience, rerun, isCompared }) {
	const { inputs, job } = context;
	if (inputs.mode === "run-and-gate") {
		const live = liveComment(context, audience);
		try {
			const onProgress = (count) => live.show(count);
			return await runAgent(context, policy, {
				onProgress,
				isCompared,
				...rerun !== void 0 && { rerun }
			});
		} finally {
			await live.end();
		}
	}
	const { results } = inputs;
	if (inputs.parts === void 0) return existingResultFolder(job.workspace, results);
	const { joinParts } = await import("./join-parts-C1_cESyt.js");
	const about = {
		...aboutOf(context.plan),
		...numberOf(audience)
	};
	return await joinParts(context, inputs.parts, about);
}
function mayBeCompared({ baseSha }, { baseline, release }, rerun) {
	if (baseSha === void 0 || rerun !== void 0) return true;
	return [baseline, release].some((side) => side?.kind === "found");
}
function numberOf({ pullRequest }) {
	return pullRequest === void 0 ? {} : { pullRequest: pullRequest.number };
}

export { gateStep };