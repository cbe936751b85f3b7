import { Ca as parseYaml, Ma as terminalLines, Mi as identifyEvaluator, Na as terminalText, Or as isFolder, Rr as evaluatorFile, Si as caseFile, Ti as scenarioFile, Un as compileScorer, Vr as datasetFile, Wr as configFile, ea as unreadableProblem, en as renderJson, gr as projectFiles, ni as caseFromFile, o as painterFor } from "./run-BZDTBg9r.js";
import { t as scriptedModelFile } from "./scripted-model-file-DEkt72Dc.js";
import { a as repositoryFiles, c as starterCase, i as labelScript, l as starterEvaluatorFiles, n as requiredChecks, o as inProject, r as workflowFiles, s as schemaFolder, t as gitPlace, u as starterProject } from "./git-place-m8YkXYA1.js";
import { U as UserError, z as toJSONSchema } from "./shared-Cu69G1m7.js";
import { t as projectWriter } from "./project-writer-rk6q8g9d.js";
import { t as sessionFiles } from "./read-sessions-BRw67T-r.js";
import { t as re2AjvEngines } from "./re2-ajv-engines-BO1nRCrX.js";
import { t as composeRedactor } from "./compose-redactor-BHcsbfQ_.js";
import { E as exitCodes, i as adoptedRunners, n as version, o as workflowKinds, p as isTerminal } from "./program-DKRRRX-J.js";
import { t as slugOf } from "./slug-of-CUpZ_40W.js";
const { realpathSync } = globalThis.process.getBuiltinModule("node:fs");
const { basename, extname, relative, resolve, sep } = globalThis.process.getBuiltinModule("node:path");
const { createInterface } = globalThis.process.getBuiltinModule("node:readline");

// node_modules/string-argv/index.js
function parseArgsStringToArgv(value, env, file) {
	const myArray = [];
	if (env) myArray.push(env);
	if (file) myArray.push(file);
	let current = "";
	let inQuote = null;
	let hasToken = false;
	let i = 0;
	while (i < value.length) {
		const char = value[i];
		if (inQuote) {
			if (char === inQuote) inQuote = null;
			else current += char;
		} else if (char === "\"" || char === "'") {
			inQuote = char;
			hasToken = true;
		} else if (/\s/.test(char)) {
			if (hasToken) {
				myArray.push(current);
				current = "";
				hasToken = false;
			}
		} else {
			current += char;
			hasToken = true;
		}
		i++;
	}
	if (hasToken) myArray.push(current);
	return myArray;
}

// src/core/config/json-schemas.ts
const schemas = {
	config: configFile,
	dataset: datasetFile,
	case: caseFile,
	scenario: scenarioFile,
	evaluator: evaluatorFile.meta({
		title: "Tracegate evaluator",
		description: "One released version of one evaluator; a change is a new version."
	}),
	"scripted-model": scriptedModelFile
};
function jsonSchemas() {
	const texts = Object.entries(schemas).map(([name, schema]) => {
		const json = toJSONSchema(schema, {
			io: "input",
			target: "draft-7"
		});
		return [`${name}.schema.json`, `${JSON.stringify(json, null, 2)}\n`];
	});
	return new Map(texts);
}

// src/core/adopt/plan-adoption.ts
function planAdoption(adoption) {
	const schemas = [...jsonSchemas()].map(([name, text]) => {
		return {
			path: inProject(adoption, `${schemaFolder}/${name}`),
			text,
			kind: "generated"
		};
	});
	return [
		...starterProject(adoption),
		...workflowFiles(adoption),
		...repositoryFiles(adoption),
		...schemas
	];
}
function adoptFile({ kind, text }, found) {
	const whole = kind === "line" ? `${text}\n` : text;
	if (found === void 0) return {
		outcome: "created",
		write: whole
	};
	switch (kind) {
		case "generated": return found === text ? { outcome: "unchanged" } : {
			outcome: "updated",
			write: text
		};
		case "line":
			if (found.split(/\r?\n/).some((line) => line.trim() === text)) return { outcome: "unchanged" };
			return {
				outcome: "extended",
				write: `${found === "" || found.endsWith("\n") ? found : `${found}\n`}${whole}`
			};
		case "file": return { outcome: found === text ? "unchanged" : "kept" };
	}
}

// src/app/setup/adopt-project.ts
const maxBytes = 4194304;
async function adoptProject(adoption, { files, writer }) {
	const planned = await Promise.all(planAdoption(adoption).map(async (file) => {
		const found = await files.readFile(file.path, maxBytes);
		if (found.kind === "unreadable" && found.reason !== "missing") {
			const { message, expected } = unreadableProblem(found);
			throw new UserError("FILE_UNREADABLE", `${file.path} cannot be looked at: ${message}. Nothing was written.`, `What belongs there is ${expected ?? "a file"}; move away what stands there.`);
		}
		return {
			path: file.path,
			...adoptFile(file, found.kind === "text" ? found.text : void 0)
		};
	}));
	for (const { path, write } of planned) if (write !== void 0) writer?.write(path, write);
	return planned.map(({ path, outcome }) => ({
		path,
		outcome
	}));
}

// src/app/sessions/read-first-session.ts
async function readFirstSession(path, { source, redactor }) {
	for await (const item of source.read(path)) {
		if (item.kind === "unreadable") throw item.error;
		if (item.kind === "session") return (await redactor.redact(item.session)).session;
	}
	throw new UserError("SESSIONS_NONE", `${path} holds no session.`, "Look at what is read of it with `tracegate import <file> --dry-run`.");
}

// src/core/adopt/starter-checks.ts
function passesStarterChecks(session, engines) {
	const evaluators = starterEvaluatorFiles().map(([path, text]) => identifyEvaluator(evaluatorFile.parse(valueOf(path, text)), path));
	const source = caseFile.parse(valueOf("case", starterCase));
	const compiled = compileScorer(caseFromFile(source, "case", { runsPerCase: 1 }), new Map(evaluators.map((one) => [one.ref, one])), engines);
	if (compiled.kind === "problems") throw new Error(JSON.stringify(compiled.problems));
	const results = compiled.scorer.checks(session).map(({ result }) => result);
	return results.includes("pass") && !results.includes("fail");
}
function valueOf(path, text) {
	const parsed = parseYaml(path, text);
	if (parsed.kind === "problems") throw new Error(JSON.stringify(parsed.problems));
	return parsed.document.value;
}

// src/compose/compose-adoption.ts
async function composeAdoption(folder, environment) {
	if (!isFolder(folder)) throw new UserError("ROOT_MISSING", `There is no folder ${folder}.`, "Name the project's folder with `--root`, or leave it out to take the one you are in.");
	const root = realpathSync(folder);
	const { top, defaultBranch } = await gitPlace(root);
	const repositoryRoot = top === void 0 ? root : realpathSync(top);
	return {
		repositoryRoot,
		root,
		files: projectFiles(repositoryRoot),
		writer: projectWriter(repositoryRoot),
		defaultBranch: defaultBranch ?? "main",
		readSession: async (path) => {
			const session = await readFirstSession(path, {
				source: sessionFiles(root, { format: "auto" }),
				redactor: await composeRedactor(environment)
			});
			return {
				name: basename(path, extname(path)),
				session,
				isPassing: passesStarterChecks(session, re2AjvEngines)
			};
		}
	};
}

// src/core/report/terminal/adoption-summary.ts
const words$1 = {
	created: "created",
	unchanged: "as it was",
	kept: "kept (yours, not ours)",
	updated: "updated",
	extended: "one line added"
};
function renderAdoption({ adoption, paths, isDryRun, isAgentMissing }, paint) {
	const schemas = inProject(adoption, schemaFolder);
	const shown = paths.filter(({ path }) => !path.startsWith(`${schemas}/`));
	const schemaWord = words$1[outcomeOfAll(paths.filter((one) => !shown.includes(one)))];
	const rows = [...shown.map(({ path, outcome }) => [path, words$1[outcome]]), [`${schemas}/`, schemaWord]];
	const width = Math.max(...rows.map(([path]) => path.length));
	const isNew = paths.some(({ outcome }) => outcome !== "unchanged" && outcome !== "kept");
	return [
		...isDryRun ? ["Nothing was written; this is what would be."] : [],
		...rows.map(([path, word]) => `  ${path.padEnd(width)}  ${word}`),
		"",
		...isNew ? nextSteps(adoption, paths, paint) : ["Everything is there already."],
		...isAgentMissing ? agentToWrite(adoption) : [],
		""
	].join("\n");
}
function outcomeOfAll(paths) {
	const all = new Set(paths.map(({ outcome }) => outcome));
	return ["updated", "created"].find((outcome) => all.has(outcome)) ?? "unchanged";
}
function agentToWrite({ agent }) {
	return agent.runner === "module" ? [`  ${agent.module} is not there yet. The least that it exports:`, "    export const agent = async (message, ctx) => `You said: ${message}`;"] : [];
}
function nextSteps(adoption, paths, paint) {
	const { keys, workflow, enforceFrom, keepsBaseline } = adoption;
	const isKept = (wanted) => keepsBaseline && paths.some(({ path, outcome }) => outcome === "kept" && wanted.test(path));
	const check = requiredChecks[workflow];
	const root = adoption.folder === "" ? "" : ` --root ${adoption.folder}`;
	return [
		paint.bold("Next"),
		`  tracegate doctor${root}    looks whether all is in place, with one real run`,
		`  tracegate run${root}       runs the first cases`,
		...keys.length === 0 || workflow === "none" ? [] : [`  Give the repository's Actions secrets ${keys.join(", ")}.`],
		`  sh ${labelScript}    makes the labels`,
		...isKept(/(?:^|\/)tracegate\.yaml$/) ? ["  Add `baseline: { stores: [branch] }` to your tracegate.yaml."] : [],
		...isKept(/\/tracegate(?:-run)?\.yml$/) ? ["  Take `push` out of your workflow that gates: the new one runs each push."] : [],
		...check === void 0 ? [] : [`  Require the check \`${check}\` on \`${adoption.branch}\`, once it has run.`],
		`  Until ${enforceFrom} the gate shows its decision and blocks nobody.`
	];
}

// src/cli/ask-adoption.ts
const questions = [
	{
		key: "agent",
		text: "How is your agent driven? module (a JS or TS function), process (any language, over\nstandard input and output), http (a service), or openai (a model, a prompt and tools)",
		choices: adoptedRunners,
		usual: "process"
	},
	{
		key: "module",
		text: "Which file exports the function `agent`?",
		usual: "src/agent.ts",
		matters: ({ agent }) => agent === "module"
	},
	{
		key: "url",
		text: "Where is a turn posted? ${PORT} stands for a free port where Tracegate starts the service",
		usual: "http://127.0.0.1:${PORT}/chat",
		matters: ({ agent }) => agent === "http"
	},
	{
		key: "command",
		text: "Which command starts it?",
		matters: ({ agent, url }) => agent === "process" || agent === "http" && url?.includes("${PORT}") === true
	},
	{
		key: "model",
		text: "Which model?",
		usual: "gpt-5-mini",
		matters: ({ agent }) => agent === "openai"
	},
	{
		key: "session",
		text: "A file with a recorded session, of any format, for the first case (empty: none)",
		isOptional: true
	},
	{
		key: "workflow",
		text: "Which workflows? plain (one job), two-jobs (no writing token beside the pull request's code),\nsharded (eight jobs), forks (pull requests from forks, too), or none",
		choices: workflowKinds,
		usual: "plain"
	}
];
async function askAdoption(options, { stdin, stdout }) {
	const reader = createInterface({
		input: stdin,
		terminal: false
	});
	const lines = reader[Symbol.asyncIterator]();
	try {
		let known = options;
		for (const question of questions) {
			if (known[question.key] !== void 0 || question.matters?.(known) === false) continue;
			const answer = await ask$1(question, lines, stdout);
			if (answer !== "") known = {
				...known,
				[question.key]: answer
			};
		}
		return known;
	} finally {
		reader.close();
	}
}
async function ask$1({ text, usual, choices, isOptional = false }, lines, stdout) {
	for (;;) {
		stdout.write(`${text}${usual === void 0 ? "" : ` [${usual}]`}: `);
		const line = await lines.next();
		if (line.done === true) throw interrupted();
		const answer = line.value.trim() === "" ? usual ?? "" : line.value.trim();
		if (answer === "" && !isOptional) continue;
		if (choices === void 0 || choices.includes(answer)) return answer;
		stdout.write(`${terminalText(answer)} is none of ${choices.join(", ")}.\n`);
	}
}
function interrupted() {
	return new UserError("INIT_INTERRUPTED", "Not all questions were answered; nothing was written.", "Answer them, or say all with options: `tracegate init --help`.");
}

// src/cli/commands/init.ts
const adoptionDays = 28;
const dayMs = 864e5;
async function initCommand(options, io) {
	const place = await composeAdoption(resolve(io.cwd, options.root), io.env);
	const adoption = await adoptionOf(await ask(options, io), place, io.cwd);
	const isDryRun = options.dryRun === true;
	const paths = await adoptProject(adoption, {
		files: place.files,
		...!isDryRun && { writer: place.writer }
	});
	io.stdout.write(options.json === true ? renderJson({
		isDryRun,
		files: paths
	}) : terminalLines(renderAdoption({
		paths,
		adoption,
		isDryRun,
		isAgentMissing: await isAgentMissing(adoption, place)
	}, painterFor(options, io))));
	return exitCodes.pass;
}
async function isAgentMissing(adoption, { files }) {
	const { agent } = adoption;
	if (agent.runner !== "module") return false;
	const found = await files.readFile(inProject(adoption, agent.module));
	return found.kind === "unreadable" && found.reason === "missing";
}
async function ask(options, { stdin, stdout, env }) {
	if (!(options.yes !== true && options.json !== true && isTerminal(stdout, env)) || stdin === void 0) return options;
	return askAdoption(options, {
		stdin,
		stdout
	});
}
async function adoptionOf(options, place, cwd) {
	const { key = [], expert = [], session, workflow } = options;
	const { branch = place.defaultBranch, action = `tracegate/tracegate@v${version}` } = options;
	const dataset = options.dataset ?? slugOf(basename(place.root), "cases");
	for (const name of key) mustBe(/^[A-Za-z_]\w*$/, name, "--key OPENAI_API_KEY");
	for (const login of expert) mustBe(/^@?[A-Za-z0-9][A-Za-z0-9-]{0,38}(?:\/[\w.-]{1,100})?$/, login, "--expert maria-policy");
	mustBe(/^[\w.-]+\/[\w.-]+@[\w.][\w./-]*$/, action, "--action tracegate/tracegate@v1");
	mustBe(/^\w[\w./-]*$/, branch, "--branch main");
	mustBe(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/, dataset, "--dataset support");
	return {
		agent: agentOf(options),
		folder: relative(place.repositoryRoot, place.root).split(sep).join("/"),
		dataset,
		keys: key,
		experts: expert.map((login) => login.replace(/^@/, "")),
		workflow: workflowOf(workflow),
		watchesDrift: options.drift === true,
		hasBot: options.bot === true,
		keepsBaseline: options.baseline === true,
		branch,
		action,
		enforceFrom: new Date(Date.now() + adoptionDays * dayMs).toISOString().slice(0, 10),
		...session !== void 0 && { session: await place.readSession(resolve(cwd, session)) }
	};
}
function agentOf(options) {
	const { agent, module, command, url, model } = options;
	switch (agent) {
		case "module": return {
			runner: agent,
			module: named(module, agent, "--module src/agent.ts")
		};
		case "process": return {
			runner: agent,
			command: words(command, agent)
		};
		case "http": return {
			runner: agent,
			url: named(url, agent, "--url \"http://127.0.0.1:${PORT}/chat\""),
			...command !== void 0 && { start: words(command, agent) }
		};
		case "openai": return {
			runner: agent,
			model: named(model, agent, "--model gpt-5-mini"),
			baseUrl: options.baseUrl ?? "https://api.openai.com/v1"
		};
		case void 0:
		default: throw new UserError("AGENT_UNSAID", "Nothing says how the agent is driven.", "Name it with `--agent module|process|http|openai`; `tracegate init --help` has an example of each.");
	}
}
function words(command, runner) {
	const found = parseArgsStringToArgv(named(command, runner, "--command \"python3 agent/main.py\""));
	if (found.length > 0) return found;
	throw unsaid(runner, "--command \"python3 agent/main.py\"");
}
function named(value, runner, example) {
	if (value !== void 0 && value.trim() !== "") return value;
	throw unsaid(runner, example);
}
function unsaid(runner, example) {
	return new UserError("AGENT_UNSAID", `More has to be said of an agent of kind ${runner}.`, `Add it, such as \`${example}\`.`);
}
function workflowOf(name = "plain") {
	const found = workflowKinds.find((kind) => kind === name);
	if (found === void 0) throw new Error(`there is no workflow ${name}`);
	return found;
}
function mustBe(shape, value, example) {
	if (shape.test(value)) return;
	const [option = ""] = example.split(" ");
	throw new UserError("OPTION_INVALID", `${option} cannot be ${JSON.stringify(value)}.`, `Give it as in \`${example}\`.`);
}

export { initCommand };