import { a as diffDatasets, i as countDiff, n as needsSignOff, o as isUnchanged, r as signOffDigest, s as usedEvaluators, t as recalibrateJudges } from "./recalibrate-judges-DD6fZXfJ.js";
import { a as versionOf, i as tagPrefix, n as firstVersion, o as versionTag, r as nextVersion, t as compareVersions } from "./dataset-version-BEb6aJP3.js";
import { t as asLogin } from "./as-login-DCcasi52.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
import { t as checkReleased } from "./check-released-D-noaHdF.js";
import { Fr as readProject, Ga as grouped, Hn as projectRequest, Ma as terminalLines, Na as terminalText, Nr as loadProject, Ua as countOf, Vn as locateProject, br as cacheFolder, en as renderJson, gr as projectFiles, o as painterFor, qi as printable } from "./run-BZDTBg9r.js";
import { t as loadJudgedProject } from "./load-judged-project-DfJJoepF.js";
import { n as splitZero, t as askGit } from "./ask-git-CWRyMJ3u.js";
import { t as gitWorktrees } from "./git-worktrees-341zqPrd.js";
import { t as composeMeasuring } from "./compose-measuring-C5vsQbwl.js";
import { t as askingProgress } from "./asking-progress-CP28147r.js";
import { E as exitCodes } from "./program-DKRRRX-J.js";
const { mkdtempSync, rmSync, writeFileSync } = globalThis.process.getBuiltinModule("node:fs");
const { tmpdir } = globalThis.process.getBuiltinModule("node:os");
const { join } = globalThis.process.getBuiltinModule("node:path");

// src/core/dataset/unsigned-cases.ts
function unsignedCases(before, now, evaluators) {
	const experts = (before ?? now).experts;
	const accepted = new Map((before?.cases ?? []).flatMap(({ id, status, digest }) => needsSignOff(status) ? [[id, digest]] : []));
	return now.cases.filter(({ id, status, digest }) => needsSignOff(status) && accepted.get(id) !== digest).flatMap(({ id, file, signOff, ...one }) => {
		const digest = signOffDigest(one, evaluators);
		if (digest === void 0) throw new Error(`${id} names an evaluator that is not there`);
		const reason = lackOfSignOff({
			signOff,
			digest
		}, {
			experts,
			joined: now.experts
		});
		return reason === void 0 ? [] : [{
			id,
			file,
			reason,
			digest
		}];
	});
}
function lackOfSignOff({ signOff, digest }, { experts, joined }) {
	const logins = experts.filter((name) => !isTeam(name)).map(asLogin);
	if (signOff === void 0) return "it has no sign-off";
	if (signOff.digest !== digest) return `the sign-off of ${signOff.by} is for an older text`;
	if (isTeam(signOff.by)) return `${signOff.by} is a team, and people sign`;
	if (logins.includes(asLogin(signOff.by))) return void 0;
	if (joined.map(asLogin).includes(asLogin(signOff.by))) return `${signOff.by} is an expert only since the last version`;
	if (logins.length === 0 && experts.length > 0) return `dataset.yaml names only teams as experts, whose members cannot be looked up here: ${signOff.by} must stand there by login`;
	return `${signOff.by} is not among the experts of dataset.yaml`;
}
function isTeam(name) {
	return name.includes("/");
}

// src/core/report/dataset/changelog.ts
const mostListed = 100;
function renderChangelog({ tag, before, diff }, judges) {
	return [
		`${tag}, ${before === void 0 ? "the first version" : `since ${before}`}: ${headline(diff)}`,
		...section("Added", diff.added.map(caseLine)),
		...section("Changed", diff.changed.map(caseLine)),
		...section("Removed", diff.removed.map(caseLine)),
		...section("Status", diff.statuses.map(({ id, from, to }) => `${terminalText(id)}: ${from} \u2192 ${to}`)),
		...section("Texts, runs or sign-off only", diff.texts.map((id) => terminalText(id))),
		...section("Evaluators", diff.evaluators.map(evaluatorLine)),
		...section("dataset.yaml", diff.about),
		...section("By dimension", countDiff(diff, ({ dimensions }) => dimensions).map(countLine)),
		...section("By failure mode", countDiff(diff, ({ failureMode }) => failureMode === void 0 ? [] : [failureMode]).map(countLine)),
		...section("Judges, measured on the labels of this version", judges.map(judgeLine)),
		""
	].join("\n");
}
function headline({ added, changed, removed, statuses }) {
	const parts = [
		...added.length > 0 ? [`${countOf(added.length, "case")} added`] : [],
		...changed.length > 0 ? [`${countOf(changed.length, "case")} changed`] : [],
		...removed.length > 0 ? [`${countOf(removed.length, "case")} removed`] : [],
		...statuses.length > 0 ? [`${grouped(statuses.length)} ${statuses.length === 1 ? "status" : "statuses"} changed`] : []
	];
	return parts.length === 0 ? "no case asks anything else" : parts.join(", ");
}
function section(title, lines) {
	if (lines.length === 0) return [];
	const left = lines.length - mostListed;
	const shown = lines.slice(0, mostListed).map((line) => `- ${line}`);
	return [
		"",
		`${title}:`,
		...shown,
		...left > 0 ? [`- and ${grouped(left)} more`] : []
	];
}
function caseLine({ id, title, status }) {
	return `${title === id ? terminalText(id) : `${terminalText(id)}: ${terminalText(title)}`} (${status})`;
}
function evaluatorLine({ name, kind, before, now }) {
	if (kind === "added") return `${terminalText(name)} ${versions(now)} is new`;
	if (kind === "removed") return `${terminalText(name)} ${versions(before)} is asked no longer`;
	return `${terminalText(name)} ${versions(before)} \u2192 ${versions(now)}`;
}
function versions(numbers) {
	return numbers.map((number) => `v${number}`).join(", ");
}
function countLine({ name, added, changed, removed }) {
	const parts = [
		...added > 0 ? [`${grouped(added)} added`] : [],
		...changed > 0 ? [`${grouped(changed)} changed`] : [],
		...removed > 0 ? [`${grouped(removed)} removed`] : []
	];
	return `${terminalText(name)}: ${parts.join(", ")}`;
}
function judgeLine({ ref, sessions, figures: { tpr, tnr, kappa } }) {
	const parts = [
		...tpr === void 0 ? [] : [`TPR ${tpr.value.toFixed(2)} (at least ${bound(tpr.low)})`],
		...tnr === void 0 ? [] : [`TNR ${tnr.value.toFixed(2)} (at least ${bound(tnr.low)})`],
		...kappa === void 0 ? [] : [`\u03BA ${kappa.value.toFixed(2)}`]
	];
	return `${terminalText(ref)}: ${[...parts, countOf(sessions, "session")].join(", ")}`;
}
function bound(low) {
	return (Math.floor(100 * low) / 100).toFixed(2);
}

// src/app/dataset/find-last-version.ts
async function findLastVersion(dataset, { tags, asksRemote }) {
	const prefix = tagPrefix(dataset);
	const found = (await tags.tags(prefix)).flatMap(({ name: tag, isReachable }) => {
		const version = versionOf(tag, dataset);
		return version === void 0 ? [] : [{
			tag,
			version,
			isReachable
		}];
	}).toSorted((a, b) => compareVersions(a.version, b.version));
	const remote = asksRemote ? await tags.remoteTags(prefix) : [];
	const here = new Set(found.map(({ tag }) => tag));
	const missing = remote.filter((tag) => versionOf(tag, dataset) !== void 0 && !here.has(tag));
	if (missing.length > 0) throw new UserError("TAGS_MISSING", `The remote has ${missing.length === 1 ? "a version" : "versions"} that this clone does not know: ${missing.slice(0, 5).join(", ")}.`, "Fetch them with `git fetch --tags`.");
	const last = found.at(-1);
	if (last === void 0) return void 0;
	const { tag, version } = last;
	if (last.isReachable) return {
		tag,
		version,
		isOnRemote: remote.includes(tag)
	};
	throw new UserError("VERSION_ELSEWHERE", `The last version, ${tag}, is on a commit that the one checked out does not come after.`, "Promote from the branch that versions are made on, at its newest commit.");
}

// src/app/dataset/promote-dataset.ts
async function promoteDataset(request, ports) {
	const { tags } = ports;
	const commit = await tags.head();
	const project = await loadProject(request.project);
	const { dataset, config } = project;
	await tags.mustBeCommitted([
		request.project.configPath,
		config.dataset,
		config.evaluators
	]);
	const last = await findLastVersion(dataset.name, {
		tags,
		asksRemote: request.mayPush
	});
	const before = last && await projectAt(last, dataset.name, {
		request,
		ports
	});
	const diff = diffDatasets(before?.dataset, dataset);
	if (last !== void 0 && isUnchanged(diff)) return await unchanged(last, request, tags);
	const proposed = {
		tag: versionTag(dataset.name, last ? nextVersion(last.version, diff) : firstVersion),
		...last !== void 0 && { before: last.tag },
		commit,
		diff
	};
	const blockers = blockersOf(before, project);
	if (blockers.length > 0) return {
		kind: "blocked",
		...proposed,
		blockers
	};
	const measured = await recalibrate(project, request, ports);
	if (measured === void 0) return void 0;
	if (measured.blockers.length > 0) return {
		kind: "blocked",
		...proposed,
		blockers: measured.blockers
	};
	return await makeVersion(proposed, measured, {
		request,
		tags
	});
}
async function unchanged({ tag, isOnRemote }, { mayPush, isDryRun }, tags) {
	const isPushed = mayPush && !isDryRun && !isOnRemote;
	if (isPushed) await tags.push(tag);
	return {
		kind: "unchanged",
		tag,
		isPushed
	};
}
async function makeVersion(proposed, { judges }, { request, tags }) {
	const { tag: name, commit } = proposed;
	const { isDryRun, mayPush } = request;
	const changelog = renderChangelog(proposed, judges);
	if (!isDryRun) await tags.create({
		name,
		commit,
		message: changelog
	});
	const isPushed = !isDryRun && mayPush;
	if (isPushed) await pushOrTakeBack(name, tags);
	return {
		kind: "promoted",
		...proposed,
		isDryRun,
		isPushed,
		judges,
		changelog
	};
}
async function pushOrTakeBack(name, tags) {
	try {
		await tags.push(name);
	} catch (error) {
		await tags.remove(name);
		throw error;
	}
}
async function projectAt({ tag }, name, { request, ports }) {
	const worktree = await ports.worktrees.open(`refs/tags/${tag}`);
	try {
		const files = ports.filesOf(worktree.root);
		const result = await readProject({
			...request.project,
			files
		});
		if (result.kind === "project" && result.project.dataset.name === name) return result.project;
		throw new UserError("VERSION_UNREADABLE", `At ${tag} the project cannot be read, so that nothing can be compared with it.`, "Look at it with `tracegate validate` in a checkout of the tag; a version that is past help is superseded by a tag of the next one that you make by hand.", { problems: result.kind === "problems" ? result.problems : [] });
	} finally {
		worktree.close();
	}
}
function blockersOf(before, now) {
	const unsigned = unsignedCases(before?.dataset, now.dataset, now.evaluators).map(({ id, file, reason, digest }) => ({
		kind: "sign-off",
		subject: id,
		file,
		reason,
		fix: `An expert reviews it and signs it: \`signOff: { by: <login>, at: <date>, digest: ${digest} }\`.`
	}));
	const edited = checkReleased(now.evaluators, [...before?.evaluators.values() ?? []]).map(({ file, message, example = "" }) => ({
		kind: "evaluators",
		subject: file,
		file,
		reason: message,
		fix: `Run \`${example}\`, and merge the new version.`
	}));
	return [...unsigned, ...edited];
}
async function recalibrate({ config, dataset }, request, { judgingFor }) {
	const project = await loadJudgedProject(request.project);
	const judges = usedEvaluators(dataset).flatMap((ref) => {
		const evaluator = project.evaluators.get(ref);
		return evaluator?.kind === "judge" ? [evaluator] : [];
	});
	if (judges.length === 0) return {
		judges: [],
		blockers: []
	};
	const { signal, nowMs, onAnswer } = request;
	return await recalibrateJudges({
		project,
		judges,
		judging: await judgingFor(config.judge),
		signal,
		nowMs,
		...onAnswer !== void 0 && { onAnswer }
	});
}

// src/adapters/git/git-tags.ts
const remote = "origin";
const mostNamed = 5;
const readNames = /\.(?:ya?ml|jsonl?)$/i;
function gitTags(root) {
	const open = async () => {
		const { simpleGit } = await import("./dist-C-DpLp_9.js");
		return simpleGit({ baseDir: root });
	};
	return {
		head: async () => await headOf(await open(), root),
		mustBeCommitted: async (paths) => {
			const found = await differencesIn(await open(), paths);
			if (found.length > 0) throw dirty(found);
		},
		tags: async (prefix) => {
			const git = await open();
			const reachable = new Set(await listTags(git, prefix, ["--merged", "HEAD"]));
			return (await listTags(git, prefix, [])).map((name) => ({
				name,
				isReachable: reachable.has(name)
			}));
		},
		remoteTags: async (prefix) => await askRemote(await open(), prefix),
		create: async (tag) => await createTag(await open(), tag),
		remove: async (name) => {
			await (await open()).raw([
				"tag",
				"--delete",
				"--end-of-options",
				name
			]);
		},
		push: async (name) => await pushTag(await open(), name)
	};
}
async function headOf(git, root) {
	const isShallow = await askGit(git, ["rev-parse", "--is-shallow-repository"]);
	if (isShallow === void 0) throw new UserError("REPOSITORY_MISSING", `${root} lies in no git repository, or git is not installed.`, "Run this in a clone of the repository, on a machine with git.");
	if (isShallow.trim() === "true") throw new UserError("HISTORY_SHALLOW", "This clone holds only part of the history, so the versions before cannot be known.", "Fetch it with `git fetch --unshallow --tags`, or set `fetch-depth: 0` in actions/checkout.");
	const head = (await askGit(git, [
		"rev-parse",
		"--verify",
		"--quiet",
		"HEAD^{commit}"
	]))?.trim();
	if (head !== void 0 && head !== "") return head;
	throw new UserError("COMMIT_MISSING", "The repository has no commit yet, so there is nothing to tag.", "Commit the dataset first.");
}
async function differencesIn(git, paths) {
	const literal = paths.map((path) => `:(literal)${path}`);
	const [edited, unknown, flagged] = await Promise.all([
		git.raw([
			"status",
			"--porcelain",
			"-z",
			"--untracked-files=no",
			"--no-renames"
		]),
		git.raw([
			"ls-files",
			"-z",
			"--others",
			"--",
			...literal
		]),
		git.raw([
			"ls-files",
			"-z",
			"-v",
			"--",
			...literal
		])
	]);
	return [
		...splitZero(edited).map((line) => line.slice(3)),
		...splitZero(unknown).filter((path) => readNames.test(path)),
		...splitZero(flagged).filter((line) => !line.startsWith("H ")).map((line) => line.slice(2))
	];
}
function dirty(found) {
	const names = [...new Set(found)];
	const shown = names.slice(0, mostNamed).map((name) => printable(name, 120));
	const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : "";
	return new UserError("TREE_DIRTY", `The working tree is not what the commit holds: ${shown.join(", ")}${more}.`, "Commit these files, or take the changes back with `git restore` and `git clean`; a version is a commit.");
}
async function listTags(git, prefix, options) {
	return (await git.raw([
		"tag",
		"--list",
		"--format=%(refname:strip=2)",
		...options,
		"--end-of-options",
		`${prefix}*`
	])).split("\n").filter((name) => name !== "");
}
async function askRemote(git, prefix) {
	const pattern = `refs/tags/${prefix}*`;
	try {
		return (await git.raw([
			"ls-remote",
			"--refs",
			"--end-of-options",
			remote,
			pattern
		])).split("\n").flatMap((line) => {
			const name = line.split("	refs/tags/")[1];
			return name === void 0 ? [] : [name];
		});
	} catch (cause) {
		throw new UserError("REMOTE_UNREACHABLE", `Git cannot ask the remote \`${remote}\` for its tags: ${complaintOf(cause)}`, "Look whether `git ls-remote origin` works here; leave `--push` out to tag without it.", { cause });
	}
}
async function createTag(git, { name, commit, message }) {
	const folder = mkdtempSync(join(tmpdir(), "tracegate-tag-"));
	try {
		const file = join(folder, "message");
		writeFileSync(file, message);
		await git.raw([
			"tag",
			"--annotate",
			"--cleanup=verbatim",
			`--file=${file}`,
			"--end-of-options",
			name,
			commit
		]);
	} catch (cause) {
		throw new UserError("TAG_FAILED", `Git cannot make the tag ${name}: ${complaintOf(cause)}`, "Git needs a name for it: `git config user.name \"github-actions[bot]\"`, and `user.email`. If the tag is there already, fetch it with `git fetch --tags`.", { cause });
	} finally {
		rmSync(folder, {
			recursive: true,
			force: true
		});
	}
}
async function pushTag(git, name) {
	const ref = `refs/tags/${name}`;
	try {
		await git.raw([
			"push",
			"--quiet",
			"--end-of-options",
			remote,
			`${ref}:${ref}`
		]);
	} catch (cause) {
		throw new UserError("PUSH_FAILED", `Git cannot push the tag ${name} to \`${remote}\`: ${complaintOf(cause)}`, "The job needs `contents: write`, and git needs credentials: `gh auth setup-git` gives it those of GH_TOKEN. Then run it again.", { cause });
	}
}
function complaintOf(error) {
	const lines = (error instanceof Error ? error.message : String(error)).split("\n").filter((line) => /\S/.test(line));
	const complaint = lines.find((line) => /^(?: ! |fatal: |error: |remote: error: )/.test(line));
	return printable(complaint ?? lines.at(-1) ?? "", 300);
}

// src/compose/compose-promotion.ts
function composePromotion(surroundings) {
	const { root, mayRemember } = surroundings;
	return {
		tags: gitTags(root),
		worktrees: gitWorktrees(root),
		filesOf: projectFiles,
		judgingFor: (config) => composeMeasuring(config, surroundings, mayRemember)
	};
}

// src/core/report/dataset/promotion-json.ts
const promotionSchema = "tracegate.promotion/1";
function promotionJson(promotion) {
	if (promotion.kind === "unchanged") return {
		schema: promotionSchema,
		...promotion
	};
	const { diff, ...rest } = promotion;
	const { added, changed, removed, ...others } = diff;
	return {
		schema: promotionSchema,
		...rest,
		diff: {
			added: added.map(named),
			changed: changed.map(named),
			removed: removed.map(named),
			...others,
			byDimension: countDiff(diff, ({ dimensions }) => dimensions),
			byFailureMode: countDiff(diff, ({ failureMode }) => failureMode === void 0 ? [] : [failureMode])
		}
	};
}
function named({ id, title, status, file, digest }) {
	return {
		id,
		title,
		status,
		file,
		digest
	};
}

// src/core/report/terminal/promotion-summary.ts
function renderPromotion(promotion, painter) {
	switch (promotion.kind) {
		case "unchanged": return `${painter.green("promotion: nothing to promote")}\n${promotion.tag} holds this dataset already${promotion.isPushed ? "; it was not on origin yet, and is now" : ""}.\n`;
		case "promoted": {
			const { tag, commit, isDryRun, isPushed, changelog } = promotion;
			const head = isDryRun ? "promotion: nothing blocks" : "promotion: promoted";
			const done = isDryRun ? `${tag} would be made at ${commit.slice(0, 7)}; nothing was written.` : `${tag} is made at ${commit.slice(0, 7)}${isPushed ? " and pushed to origin" : `; send it with \`git push origin refs/tags/${tag}\``}.`;
			return `${painter.green(head)}\n${done}\n\n${terminalLines(changelog)}`;
		}
		case "blocked": return renderBlocked(promotion, painter);
	}
}
function renderBlocked(promotion, painter) {
	const { blockers, tag } = promotion;
	const kinds = [...new Set(blockers.map(({ kind }) => kind))];
	const isAsked = kinds.includes("calibration");
	return [
		painter.red(`promotion: blocked (${kinds.join(", ")})`),
		`${countOf(blockers.length, "thing")} ${blockers.length === 1 ? "keeps" : "keep"} ${tag} from being made; nothing was tagged.${isAsked ? "" : " No judge was asked yet."}`,
		"",
		...blockers.flatMap((blocker) => blockerLines(blocker, painter)),
		"",
		painter.dim("What the version would hold:"),
		terminalLines(renderChangelog(promotion, []))
	].join("\n");
}
function blockerLines({ subject, file, reason, fix }, painter) {
	const where = subject === file ? "" : painter.dim(`  ${terminalText(file)}`);
	return [
		`${painter.bold(terminalText(subject))}${where}`,
		`  ${terminalText(reason, 600)}`,
		`  fix: ${terminalText(fix, 400)}`
	];
}

// src/cli/commands/dataset-promote.ts
async function promoteCommand(options, io) {
	const place = locateProject(io.cwd, options);
	const ports = composePromotion({
		root: place.root,
		environment: io.env,
		cacheFolder: join(place.root, cacheFolder),
		mayRemember: options.cached === true,
		onWarning: (text) => io.stderr.write(terminalLines(`warning: ${text}\n`))
	});
	const progress = askingProgress(io);
	const interrupt = new AbortController();
	const unsubscribe = io.onInterrupt(() => interrupt.abort());
	try {
		const promotion = await promoteDataset({
			project: projectRequest(place),
			isDryRun: options.dryRun === true,
			mayPush: options.push === true,
			signal: interrupt.signal,
			nowMs: Date.now,
			onAnswer: (judge, answered) => progress.onAnswer(judge)(answered)
		}, ports);
		progress.end();
		if (promotion === void 0) {
			io.stderr.write("Interrupted: nothing was tagged. Go on with `tracegate dataset promote --cached`.\n");
			return exitCodes.interrupted;
		}
		io.stdout.write(options.json ? renderJson(promotionJson(promotion)) : renderPromotion(promotion, painterFor(options, io)));
		return promotion.kind === "blocked" ? exitCodes.fail : exitCodes.pass;
	} finally {
		progress.end();
		unsubscribe();
	}
}

export { promoteCommand };