import { Ca as parseYaml, Hn as projectRequest, Ma as terminalLines, Nr as loadProject, St as composeRun, Tt as gitRepository, Ua as countOf, Vn as locateProject, br as cacheFolder, en as renderJson, gr as projectFiles, j as runDataset, o as painterFor, xr as composeResults } from "./run-BZDTBg9r.js";
import { d as reportLabels, i as labelScript, n as requiredChecks, t as gitPlace } from "./git-place-m8YkXYA1.js";
import { E as looseObject, F as union, I as unknown, M as record, O as object, P as string, U as UserError, v as array } from "./shared-Cu69G1m7.js";
import { t as committedBelow } from "./committed-below-Ppc7G49z.js";
import { E as exitCodes } from "./program-DKRRRX-J.js";
const { join } = globalThis.process.getBuiltinModule("node:path");
const { execFile } = globalThis.process.getBuiltinModule("node:child_process");

// src/core/adopt/finding.ts
function ok(subject, said) {
	return {
		subject,
		state: "ok",
		said
	};
}
function warning(subject, said, fix) {
	return {
		subject,
		state: "warning",
		said,
		fix
	};
}
function failed(subject, said, fix) {
	return {
		subject,
		state: "failed",
		said,
		fix
	};
}
function notLookedAt(subject, said, fix) {
	return {
		subject,
		state: "unknown",
		said,
		fix
	};
}

// src/core/adopt/examine-workflows.ts
const pullRequest = object({
	paths: unknown().optional(),
	"paths-ignore": unknown().optional()
});
const workflow = object({
	on: union([
		record(string(), unknown()),
		array(string()),
		string()
	]),
	jobs: record(string(), looseObject({
		permissions: record(string(), string()).optional(),
		steps: array(looseObject({
			uses: string().optional(),
			with: looseObject({ mode: string().optional() }).optional()
		})).optional()
	}))
});
const subject = "workflow";
const initCommand = "Write one with `tracegate init`.";
const ourAction = /^(?:[\w.-]+\/tracegate@|\.\/$)/;
const gating = /* @__PURE__ */ new Set([
	void 0,
	"run-and-gate",
	"gate"
]);
function examineWorkflows(files) {
	const all = files.flatMap(gatesIn);
	const onChanges = all.filter(({ on }) => eventsOf(on).some((event) => changeEvents.has(event)));
	const gates = onChanges.length > 0 ? onChanges : all;
	if (gates.length === 0) return [failed(subject, "No workflow of this repository gates a pull request.", initCommand)];
	return gates.flatMap(({ path, on, permissions }) => {
		const found = [...examineEvents(path, on), ...examinePermissions(path, permissions)];
		return found.length > 0 ? found : [ok(subject, `${path} gates each pull request`)];
	});
}
function gatesIn({ path, text }) {
	const parsed = parseYaml(path, text);
	const read = workflow.safeParse(parsed.kind === "document" ? parsed.document.value : void 0);
	if (!read.success) return [];
	const { on, jobs } = read.data;
	return Object.values(jobs).flatMap(({ permissions, steps = [] }) => {
		return steps.some(({ uses = "", with: inputs }) => ourAction.test(uses) && gating.has(inputs?.mode)) ? [{
			path,
			on,
			permissions
		}] : [];
	});
}
const changeEvents = /* @__PURE__ */ new Set([
	"pull_request",
	"pull_request_target",
	"workflow_run"
]);
function eventsOf(on) {
	return typeof on === "string" ? [on] : Array.isArray(on) ? on : Object.keys(on);
}
function examineEvents(path, on) {
	const events = eventsOf(on);
	if (!events.includes("pull_request") && !events.includes("workflow_run")) return [failed(subject, `${path} does not run on pull requests.`, "List `pull_request` below `on:`.")];
	const filtered = typeof on === "object" && !Array.isArray(on) ? pullRequest.safeParse(on["pull_request"] ?? {}) : void 0;
	return [...filtered?.success === true && (filtered.data.paths ?? filtered.data["paths-ignore"]) !== void 0 ? [failed(subject, `${path} is skipped for some paths, and a required check that is skipped is awaited for ever.`, "Take `paths:` out: Tracegate itself says \u201Cnot applicable\u201D where nothing of the agent changed.")] : [], ...events.includes("workflow_run") || events.includes("merge_group") ? [] : [warning(subject, `${path} does not run for the merge queue.`, "List `merge_group` below `on:`, if the repository has a queue or will have one.")]];
}
function examinePermissions(path, permissions) {
	if (permissions?.["pull-requests"] === "write") return [];
	return [warning(subject, `The job in ${path} may not write the comment.`, "Give it `permissions: { contents: read, pull-requests: write }`.")];
}

// src/core/adopt/required-check.ts
function requiredCheckOf(workflows) {
	const all = workflows.map(({ text }) => text).join("\n");
	const known = Object.values(requiredChecks).filter((name) => name !== void 0);
	const found = known.filter((name) => name === requiredChecks.forks ? /^ +workflow_run:/m.test(all) : all.includes(`\n  ${name}:`));
	return [...new Set(found.length === 0 ? known : found)];
}

// src/app/setup/examine-setup.ts
const oldestNode = 24;
async function examineSetup(ports, tell) {
	const all = [];
	const add = (...findings) => {
		all.push(...findings);
		for (const finding of findings) tell(finding);
	};
	const config = await readConfig(ports);
	add("finding" in config ? config.finding : ok("project", "every file is in order"));
	add(examineNode(ports.nodeVersion));
	add(await examineCommit(ports));
	add(...await examineCache(ports));
	const workflows = await ports.workflows();
	add(...examineWorkflows(workflows));
	if ("config" in config) {
		add(...examineKeys(config.config, ports.environment));
		add(...await examineEndpoints(config.config, ports));
	}
	add(...await examineRepository(ports, workflows));
	if ("config" in config) add(await examineRun(ports));
	return all;
}
function examineNode(version) {
	return Number.parseInt(version, 10) >= oldestNode ? ok("Node", version) : failed("Node", `${version} is too old.`, `Install Node ${oldestNode} or newer.`);
}
async function readConfig(ports) {
	try {
		return { config: await ports.loadConfig() };
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		const [only, ...others] = error.problems;
		if (only !== void 0 && others.length === 0 && isConfigMissing(only, ports)) return { finding: failed("project", `There is no ${only.file} here.`, "Run `tracegate init`: it writes one with first cases and workflows. Where it stands elsewhere, name it with `--root <folder>` or `--config <file>`.") };
		const count = error.problems.length;
		const said = count > 0 ? `${countOf(count, "problem")} in its files.` : error.message;
		const fix = count > 0 ? "Run `tracegate validate`, which names each place." : error.fix;
		return { finding: failed("project", said, fix) };
	}
}
function isConfigMissing({ code, file }, { configPath }) {
	return code === "FILE_MISSING" && file === configPath;
}
async function examineCache({ cache }) {
	const ignore = `Add \`${cache.path}/\` to .gitignore`;
	switch (await cache.inGit()) {
		case "committed": return [warning("cache", `${cache.path} is committed: what models answered before must not come with a commit.`, `${ignore}, and run \`git rm -r --cached ${cache.path}\`.`)];
		case "would-be-committed": return [warning("cache", `${cache.path} would be committed with the next \`git add\`.`, `${ignore}.`)];
		case "left-out": return [ok("cache", "none of it goes into a commit")];
		case "unknown": return [];
	}
}
async function examineCommit({ headCommit }) {
	const head = await headCommit();
	return head === void 0 ? failed("git", "There is no commit here.", "Commit the project: results name what was tested.") : ok("git", `commit ${head.slice(0, 7)}`);
}
function examineKeys({ agent, judge }, environment) {
	const isUnset = (name) => (environment[name] ?? "") === "";
	const ofAgent = agent.scriptedModel === void 0 ? agent.env : [];
	const keys = [.../* @__PURE__ */ new Set([...ofAgent, ...judge === void 0 ? [] : [judge.apiKeyEnv]])];
	if (keys.length === 0) return [ok("keys", "none is asked for")];
	return keys.map((name) => isUnset(name) ? warning("keys", `${name} is not set here.`, `Set it to try things here, and give the repository a secret of this name for its jobs.`) : ok("keys", `${name} is set`));
}
async function examineEndpoints({ agent, judge }, { askEndpoint, environment }) {
	const asked = [...judge === void 0 ? [] : [{
		of: "the judge's model",
		url: judge.baseUrl,
		key: judge.apiKeyEnv
	}], ...agent.runner === "openai" && agent.scriptedModel === void 0 ? [{
		of: "the agent's model",
		url: agent.baseUrl,
		key: agent.apiKeyEnv
	}] : []];
	return Promise.all(asked.map(async ({ of, url, key }) => {
		if ((environment[key] ?? "") === "") return notLookedAt("endpoint", `${of}: ${url} was not asked.`, `Set ${key}.`);
		const answer = await askEndpoint(url, environment[key]);
		if (answer.kind === "silent") return failed("endpoint", `${of}: ${url} does not answer (${answer.why}).`, "Look at its address.");
		if (answer.status === 401 || answer.status === 403) return failed("endpoint", `${of}: ${url} refuses the key (${answer.status}).`, `Look at ${key}.`);
		if (answer.status === 410) return failed("endpoint", `${of}: ${url} was retired (410).`, "Name another endpoint.");
		return answer.status >= 500 ? warning("endpoint", `${of}: ${url} answers ${answer.status}.`, "Try again later.") : ok("endpoint", `${of}: ${url} answers`);
	}));
}
async function examineRepository({ settings, withoutSettings, branch }, workflows) {
	if (settings === void 0) return [notLookedAt("GitHub", "The repository's settings were not looked at.", withoutSettings)];
	const access = await settings.access();
	if (access.kind === "refused") return [failed("GitHub", access.reason, access.fix)];
	const [labels, checks] = await Promise.all([Promise.all(reportLabels.map(async ({ name }) => ({
		name,
		isThere: await settings.hasLabel(name)
	}))), settings.requiredChecks(branch)]);
	const missing = labels.filter(({ isThere }) => isThere === false).map(({ name }) => name);
	return [
		ok("GitHub", access.mayWrite === false ? "the token may read" : "the token may ask"),
		missing.length === 0 ? ok("labels", "all are there") : warning("labels", `${missing.join(", ")} is not there.`, `Run \`sh ${labelScript}\`.`),
		examineProtection(checks, requiredCheckOf(workflows), branch)
	];
}
function examineProtection(checks, wanted, branch) {
	const subject = "protection";
	const how = `Require ${wanted.map((name) => `\`${name}\``).join(" or ")} on ${branch}, in the repository's settings.`;
	if (checks === "unknown") return notLookedAt(subject, `The token may not ask what ${branch} requires.`, how);
	const found = wanted.find((name) => checks.includes(name));
	return found === void 0 ? warning(subject, `${branch} does not require the gate: a red one would not keep anybody.`, how) : ok(subject, `${branch} requires ${found}`);
}
async function examineRun({ runOnce }) {
	const subject = "one run";
	if (runOnce === void 0) return notLookedAt(subject, "No case was run.", "Leave `--no-run` out.");
	let seen;
	try {
		seen = await runOnce();
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		return failed(subject, error.message, error.fix);
	}
	const { caseId, outcome, reason, modelCalls, toolCalls } = seen;
	if (outcome !== "completed") return failed(subject, `${caseId} ended as ${outcome}: ${reason ?? "no reason given"}.`, "Try it alone: `tracegate run --case` with its name.");
	if (modelCalls === 0) return failed(subject, `${caseId} was answered, and not a single model call was seen.`, "Lead the agent's model client to OPENAI_BASE_URL or ANTHROPIC_BASE_URL, or let it send OpenTelemetry spans: docs/capture.md.");
	return ok(subject, `${caseId}: ${countOf(modelCalls, "model call")}, ${countOf(toolCalls, "tool call")} seen`);
}

// src/adapters/git/standing-in-git.ts
const maxBytes = 1048576;
async function standingInGit(root, path) {
	const isCommitted = await committedBelow(root, path);
	if (isCommitted === void 0) return "unknown";
	if (isCommitted) return "committed";
	return await isUnignored(root, path) ? "would-be-committed" : "left-out";
}
function isUnignored(root, path) {
	const command = [
		"ls-files",
		"-z",
		"--others",
		"--exclude-standard",
		"--",
		`:(literal)${path}`
	];
	return new Promise((resolve) => {
		execFile("git", command, {
			cwd: root,
			maxBuffer: maxBytes
		}, (error, stdout) => {
			if (error === null) resolve(stdout !== "");
			else resolve(error.code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER");
		});
	});
}

// src/adapters/llm/ask-endpoint.ts
const longestMs = 1e4;
const askEndpoint = async (baseUrl, apiKey) => {
	try {
		const response = await fetch(`${baseUrl.replace(/\/+$/, "")}/models`, {
			redirect: "error",
			signal: AbortSignal.timeout(longestMs),
			headers: apiKey === void 0 ? {} : { authorization: `Bearer ${apiKey}` }
		});
		await response.body?.cancel();
		return {
			kind: "answered",
			status: response.status
		};
	} catch (error) {
		const cause = error instanceof Error ? error.cause ?? error : error;
		return {
			kind: "silent",
			why: (cause instanceof Error && "code" in cause ? String(cause.code) : void 0) ?? (cause instanceof Error ? cause.message : String(cause))
		};
	}
};

// src/compose/compose-setup.ts
const workflowFolder = ".github/workflows";
async function composeSetup(request) {
	const { place, environment, isRunning } = request;
	const git = await gitPlace(place.root);
	const token = environment["GITHUB_TOKEN"] ?? environment["GH_TOKEN"];
	const repository = request.repository ?? environment["GITHUB_REPOSITORY"] ?? git.slug;
	const settings = token === void 0 || token === "" || repository === void 0 ? void 0 : await composeSettings({
		repository,
		token,
		apiUrl: environment["GITHUB_API_URL"] ?? "https://api.github.com"
	});
	let project;
	const load = async () => project ??= await loadProject(projectRequest(place));
	return {
		nodeVersion: process.versions.node,
		configPath: projectRequest(place).configPath,
		environment,
		loadConfig: async () => (await load()).config,
		headCommit: () => gitRepository(place.root).headCommit(),
		cache: {
			path: cacheFolder,
			inGit: () => standingInGit(place.root, cacheFolder)
		},
		workflows: () => workflowsOf(projectFiles(git.top ?? place.root)),
		askEndpoint,
		...settings !== void 0 && { settings },
		withoutSettings: repository === void 0 ? "Name the repository with `--repository owner/name`." : "Set GITHUB_TOKEN, such as to the output of `gh auth token`.",
		branch: git.defaultBranch ?? "main",
		...isRunning && { runOnce: async () => runOnce(await load(), request) }
	};
}
async function composeSettings(address) {
	const { gitHubSettings } = await import("./repository-settings-4DbJPZbE.js");
	return gitHubSettings(address);
}
async function workflowsOf(files) {
	return (await files.readFolder(workflowFolder)).flatMap((file) => file.kind === "text" ? [file] : []);
}
async function runOnce(project, request) {
	const { place, environment, signal, onWarning } = request;
	const { cases } = project.dataset;
	const chosen = cases.find(({ status }) => status === "guarding") ?? cases[0];
	if (chosen === void 0) throw new UserError("CASES_NONE", "The dataset holds no case.", "Add one to `cases/`.");
	const { facts, ports } = await composeRun(project, {
		root: place.root,
		environment,
		onWarning
	});
	const results = composeResults(join(place.root), "cases");
	const { experiment } = await runDataset({
		project,
		...facts,
		caseIds: [chosen.id],
		runs: 1,
		resume: false,
		signal
	}, {
		...ports,
		folderFor: (startedAtMs, key) => results.fresh(void 0, startedAtMs, key)
	});
	const [result] = experiment.cases;
	const outcome = Object.entries(result?.outcomes ?? {}).find(([, runs]) => runs > 0)?.[0];
	const reason = result?.errors[0]?.reason;
	return {
		caseId: chosen.id,
		outcome: outcome ?? "not run",
		...reason !== void 0 && { reason },
		modelCalls: experiment.usage.modelCalls,
		toolCalls: experiment.usage.toolCalls
	};
}

// src/core/report/terminal/setup-summary.ts
const signs = {
	ok: (paint) => paint.green("ok     "),
	warning: (paint) => paint.yellow("warning"),
	failed: (paint) => paint.red("failed "),
	unknown: (paint) => paint.dim("unknown")
};
function renderFinding({ subject, state, said, fix }, paint) {
	const line = `${signs[state](paint)}  ${subject.padEnd(10)}  ${said}`;
	return fix === void 0 ? line : `${line}\n${" ".repeat(21)}${paint.dim(fix)}`;
}
function renderSetup(findings) {
	const count = (state) => findings.filter((one) => one.state === state).length;
	const failures = count("failed");
	const warnings = count("warning");
	if (failures > 0) return `${countOf(failures, "thing")} to mend.`;
	return warnings > 0 ? `It works, with ${countOf(warnings, "warning")}.` : "All is in place.";
}

// src/cli/commands/doctor.ts
async function doctorCommand(options, io) {
	const interrupt = new AbortController();
	const unsubscribe = io.onInterrupt(() => interrupt.abort());
	const paint = painterFor(options, io);
	try {
		const ports = await composeSetup({
			place: locateProject(io.cwd, options),
			environment: io.env,
			isRunning: options.run,
			signal: interrupt.signal,
			onWarning: (text) => io.stderr.write(`${terminalLines(`warning: ${text}`)}\n`),
			...options.repository !== void 0 && { repository: options.repository }
		});
		const findings = await examineSetup(ports, (finding) => {
			if (options.json !== true) io.stdout.write(`${renderFinding({
				...finding,
				said: terminalLines(finding.said)
			}, paint)}\n`);
		});
		const isWell = findings.every(({ state }) => state !== "failed");
		io.stdout.write(options.json === true ? renderJson({
			isWell,
			findings
		}) : `\n${renderSetup(findings)}\n`);
		if (interrupt.signal.aborted) return exitCodes.interrupted;
		return isWell ? exitCodes.pass : exitCodes.userError;
	} finally {
		unsubscribe();
	}
}

export { doctorCommand };