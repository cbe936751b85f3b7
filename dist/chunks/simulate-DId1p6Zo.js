import { Hn as projectRequest, Ma as terminalLines, Na as terminalText, Nn as combineStandings, Nr as loadProject, Pa as terminalWording, Pn as standingOf, Qt as outcomeWords, Ri as stepId, St as composeRun, Tn as runOutcomes, Ua as countOf, Ui as emptyRetrievals, Vn as locateProject, Ya as percentOf, Yi as noToolRules, Yr as advisoryDimensions, Zt as describeError, br as cacheFolder, en as renderJson, i as quietOutput, j as runDataset, ka as suggest, ki as personaOf, n as renderChosenCases, o as painterFor, r as progressOutput, ti as toolRulesOf, wi as isRun, xi as digestCases, xn as seededDraw, xr as composeResults, yn as resultFiles, za as cutText } from "./run-BZDTBg9r.js";
import { n as hasToolResults, r as writeCase, t as conversationOf } from "./draft-case-BDkzsdGj.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
import { a as shortDigest } from "./read-sessions-BRw67T-r.js";
import { n as surrogateKeyFolder, t as composeRedactor } from "./compose-redactor-BHcsbfQ_.js";
import { n as composeSessionStore } from "./compose-session-source-gxxl-025.js";
import { E as exitCodes, f as columnsOf, m as mayColour } from "./program-DKRRRX-J.js";
import { r as userLines, t as agentLines } from "./session-timeline-Bv-EOMht.js";
const { lstatSync, mkdirSync, rmSync, writeFileSync } = globalThis.process.getBuiltinModule("node:fs");
const { dirname, join, relative } = globalThis.process.getBuiltinModule("node:path");

// src/core/simulation/mark-failing.ts
function markFailing(record) {
	const { session, verdicts, caseId, runIndex, outcome, reason } = record;
	const said = verdicts.flatMap((verdict) => verdict.result === "unscored" ? [] : [{
		name: verdict.evaluator,
		by: verdict.kind === "judge" ? "model" : "code",
		value: verdict.result,
		...verdict.explanation !== void 0 && { explanation: verdict.explanation }
	}]);
	const ended = outcome === "completed" ? [] : [{
		name: "outcome",
		by: "code",
		value: outcome,
		...reason !== void 0 && { explanation: reason }
	}];
	return {
		...session,
		reward: 0,
		task: {
			id: caseId,
			runIndex
		},
		annotations: [
			...session.annotations ?? [],
			...said,
			...ended
		]
	};
}

// src/core/simulation/simulated-case.ts
const longestTitle = 200;
function simulatedCase(id, scenario, { record, session, cell }) {
	const failed = record.verdicts.filter(({ result }) => result === "fail");
	const names = [...new Set(failed.map(({ evaluator }) => evaluator))];
	const what = names.length === 0 ? record.outcome : names.join(", ");
	return {
		id,
		title: cutText(`${scenario.title}: ${what} in a simulated conversation`, longestTitle),
		status: "proposed",
		...scenario.failureMode !== void 0 && { failureMode: scenario.failureMode },
		conversation: conversationOf(session),
		...hasToolResults(session) && { session: `${id}.json` },
		expectations: scenario.expectations,
		provenance: {
			scenario: scenario.id,
			...cell !== void 0 && { cell },
			simulated: record.simulated?.seed ?? `${record.caseId}#${record.runIndex}`,
			failed: what
		}
	};
}
function numberedId(base, number) {
	const ending = number === 1 ? "" : `-${number}`;
	return `${base.slice(0, 60 - ending.length).replace(/-+$/, "")}${ending}`;
}

// src/app/run/save-simulated.ts
const mostNames = 1e4;
async function saveSimulated({ scenario, gridSize }, failing, { redactor, store, cases }) {
	const paths = [];
	const said = /* @__PURE__ */ new Set();
	let repeated = 0;
	let silent = 0;
	try {
		for (const { cell, record } of failing) {
			const { session } = await redactor.redact(markFailing(record));
			store.write(session);
			if (cases === void 0) continue;
			const conversation = JSON.stringify(session.turns.map(({ user }) => user));
			if (said.has(conversation)) {
				repeated += 1;
				continue;
			}
			said.add(conversation);
			const draft = {
				record,
				session,
				...gridSize !== void 0 && { cell: cell.name }
			};
			const path = addCase(cases, (id) => simulatedCase(id, scenario, draft), session);
			if (path === void 0) silent += 1;
			else paths.push(path);
		}
		store.commit();
	} finally {
		store.discard();
	}
	return {
		sessions: failing.length,
		cases: paths,
		repeated,
		silent
	};
}
function addCase({ folder, id }, draftOf, session) {
	for (let number = 1; number <= mostNames; number++) {
		const draft = draftOf(numberedId(id, number));
		if (draft.conversation.length === 0) return void 0;
		const { reward: _, task: __, annotations: ___, ...recorded } = session;
		const added = folder.add(draft.id, {
			caseText: writeCase(draft),
			...draft.session !== void 0 && { sessionText: `${JSON.stringify({
				...recorded,
				id: draft.id
			}, void 0, 2)}\n` }
		});
		if (added.kind === "added") return added.path;
	}
	throw new Error(`no name is free for a case ${id}`);
}

// src/core/simulation/explore-grid.ts
function exploreGrid(axes, { cap, seed }) {
	const used = axes.filter(({ values }) => values.length > 0);
	if (used.length === 0) return [];
	if (used.reduce((product, { values }) => product * values.length, 1) <= cap) return [...combinations(used.map(({ values }) => values))];
	const counts = used.map(({ values }) => new Map(values.map((value) => [value, 0])));
	const taken = /* @__PURE__ */ new Set();
	const pairs = /* @__PURE__ */ new Map();
	const cells = [];
	while (cells.length < cap) {
		const cell = nextCell(used, {
			counts,
			pairs,
			taken,
			seed
		});
		taken.add(JSON.stringify(cell));
		cells.push(cell);
		for (const pair of pairsOf(cell)) pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
		for (const [place, value] of cell.entries()) {
			const count = counts[place];
			count?.set(value, (count.get(value) ?? 0) + 1);
		}
	}
	return cells;
}
function nextCell(axes, { counts, pairs, taken, seed }) {
	const number = taken.size;
	const ordered = axes.map(({ name, values }, place) => {
		const order = new Map(values.map((value) => [value, seededDraw(`${seed}#${name}#${value}`, number)]));
		const count = counts[place] ?? /* @__PURE__ */ new Map();
		const by = (value) => (count.get(value) ?? 0) + (order.get(value) ?? 0);
		return {
			count,
			values: values.toSorted((a, b) => by(a) - by(b))
		};
	});
	const least = ordered.map(({ count, values }) => {
		const fewest = Math.min(...count.values());
		return values.filter((value) => count.get(value) === fewest);
	});
	for (const candidates of [least, ordered.map(({ values }) => values)]) {
		let best;
		let looked = 0;
		for (const cell of combinations(candidates)) {
			if (taken.has(JSON.stringify(cell))) continue;
			const used = pairsOf(cell).reduce((sum, pair) => sum + (pairs.get(pair) ?? 0), 0);
			if (best === void 0 || used < best.used) best = {
				cell,
				used
			};
			looked += 1;
			if (looked === mostLooks || best.used === 0) break;
		}
		if (best !== void 0) return best.cell;
	}
	throw new Error("a grid was asked for more cells than it has");
}
const mostLooks = 200;
function pairsOf(cell) {
	return cell.flatMap((value, place) => cell.slice(place + 1).map((other, after) => JSON.stringify([
		place,
		value,
		after,
		other
	])));
}
function* combinations(lists) {
	const [first, ...rest] = lists;
	if (first === void 0) {
		yield [];
		return;
	}
	for (const value of first) for (const tail of combinations(rest)) yield [value, ...tail];
}

// src/core/simulation/explore-cells.ts
const longestStem = 51;
function exploreCells(scenario, explore, { cap = explore.cap, seed = explore.seed, toolRules = noToolRules } = {}) {
	const { personas = {}, openings = {}, faults = {} } = explore;
	const axes = [
		{
			name: "persona",
			values: Object.keys(personas).toSorted()
		},
		{
			name: "opening",
			values: Object.keys(openings).toSorted()
		},
		{
			name: "faults",
			values: Object.keys(faults).toSorted()
		}
	];
	const places = axes.filter(({ values }) => values.length > 0).map(({ name }) => name);
	return exploreGrid(axes, {
		cap,
		seed
	}).map((values) => {
		const valueOf = (axis) => values[places.indexOf(axis)];
		const [persona, opening, fault] = [
			valueOf("persona"),
			valueOf("opening"),
			valueOf("faults")
		];
		const name = values.join(" / ");
		const user = playedBy(scenario.user, {
			...persona !== void 0 && { persona: personaOf(personas[persona]) },
			...opening !== void 0 && { opening: openings[opening] ?? "" }
		});
		const failing = fault === void 0 ? [] : faults[fault] ?? [];
		return {
			name,
			...persona !== void 0 && { persona },
			...opening !== void 0 && { opening },
			...fault !== void 0 && { faults: fault },
			case: cellCase(scenario, {
				name,
				user,
				failing,
				toolRules
			})
		};
	});
}
function cellCase(scenario, { name, user, failing, toolRules }) {
	const { explore: _, tools, id, ...rest } = scenario;
	const stem = id.slice(0, longestStem).replace(/-+$/, "");
	const faults = [...failing, ...tools?.faults ?? []];
	return {
		...rest,
		id: `${stem}-${shortDigest(name)}`,
		title: name,
		user,
		...(tools !== void 0 || faults.length > 0) && { tools: {
			...tools ?? toolRules,
			faults
		} }
	};
}
function playedBy(user, { persona, opening }) {
	switch (user.kind) {
		case "model": return {
			...user,
			...persona !== void 0 && { persona: laidOver(user.persona, persona) },
			...opening !== void 0 && { opening }
		};
		case "machine": {
			const start = user.states[user.start];
			if (opening === void 0 || start === void 0) return user;
			const states = {
				...user.states,
				[user.start]: {
					...start,
					say: [opening]
				}
			};
			return {
				...user,
				states
			};
		}
		case "conversation":
		case "scripted": return opening === void 0 ? user : {
			...user,
			turns: [opening, ...user.turns.slice(1)]
		};
	}
}
function laidOver(own, other) {
	return {
		...own,
		...other,
		knows: other.knows.length > 0 ? other.knows : own.knows,
		hides: other.hides.length > 0 ? other.hides : own.hides
	};
}

// src/core/simulation/simulation-result.ts
const simulationSchema = "tracegate.simulation/1";
function standingOfRun({ outcome, verdicts }, advisory) {
	if (outcome !== "completed") return standingOf(outcome);
	const deciding = verdicts.filter(({ kind, dimension }) => kind === "check" || !advisory.has(dimension));
	const standings = (deciding.length === 0 ? verdicts : deciding).map(({ result }) => {
		if (result === "unscored") return "unscored";
		return result === "pass" ? "passed" : "failed";
	});
	return standings.length === 0 ? "unscored" : standings.reduce(combineStandings, "passed");
}
var CellCount = class {
	#counts = {
		passed: 0,
		failed: 0,
		unscored: 0,
		missing: 0
	};
	#outcomes = /* @__PURE__ */ new Map();
	#errors = /* @__PURE__ */ new Map();
	#failures = /* @__PURE__ */ new Map();
	#advisory;
	constructor(advisory) {
		this.#advisory = advisory;
	}
	add(record) {
		this.#counts[standingOfRun(record, this.#advisory)] += 1;
		increment(this.#outcomes, record.outcome);
		const error = record.simulated?.error;
		if (error !== void 0) increment(this.#errors, error);
		const failed = record.verdicts.filter(({ result }) => result === "fail");
		for (const evaluator of new Set(failed.map((one) => one.evaluator))) increment(this.#failures, evaluator);
	}
	result(cell, planned) {
		const { passed, failed } = this.#counts;
		const { name, persona, opening, faults } = cell;
		return {
			name,
			...persona !== void 0 && { persona },
			...opening !== void 0 && { opening },
			...faults !== void 0 && { faults },
			planned,
			...this.#counts,
			...passed + failed > 0 && { passRate: passed / (passed + failed) },
			outcomes: Object.fromEntries(this.#outcomes),
			simulatorErrors: Object.fromEntries(this.#errors),
			failures: [...this.#failures].map(([evaluator, runs]) => ({
				evaluator,
				runs
			})).toSorted((a, b) => b.runs - a.runs || (a.evaluator < b.evaluator ? -1 : 1))
		};
	}
};
function standingOfSimulation({ cells }) {
	if (cells.some(({ failed }) => failed > 0)) return "failed";
	return cells.length > 0 && cells.every(({ passed, unscored }) => passed > 0 && unscored === 0) ? "passed" : "unscored";
}
function increment(counts, key) {
	counts.set(key, (counts.get(key) ?? 0) + 1);
}

// src/app/run/simulate-scenario.ts
function planSimulation(project, { scenarioId, explore = false, runs, seed, cap }) {
	const scenario = scenarioNamed(project, scenarioId);
	const grid = explore ? scenario.explore : void 0;
	if (explore && grid === void 0) throw new UserError("SCENARIO_EXPLORES_NOTHING", `The scenario ${scenarioId} has no \`explore\`, so there is no grid to try.`, `Add \`explore:\` with personas, openings or faults to ${scenario.file}; docs/simulation.md shows one.`);
	const toolRules = project.config.tools && toolRulesOf(project.config.tools);
	const drawn = grid === void 0 ? [{
		name: scenario.id,
		case: scenario
	}] : exploreCells(scenario, grid, {
		...cap !== void 0 && { cap },
		...seed !== void 0 && { seed },
		...toolRules !== void 0 && { toolRules }
	});
	const drawnSeed = seed ?? grid?.seed ?? 0;
	const cells = drawn.map((cell) => ({
		...cell,
		case: reseeded(cell.case, drawnSeed)
	}));
	const scorer = project.scorers.get(scenarioId);
	if (scorer === void 0) throw new Error(`${scenarioId} was not compiled`);
	const cases = cells.map((cell) => cell.case);
	return {
		scenario,
		cells,
		...grid !== void 0 && { gridSize: sizeOf(grid) },
		runs: runs ?? grid?.runs ?? 1,
		seed: drawnSeed,
		project: {
			...project,
			dataset: {
				...project.dataset,
				cases,
				digest: digestCases(cases)
			},
			scorers: new Map(cases.map(({ id }) => [id, scorer]))
		}
	};
}
async function simulateScenario({ plan, onRecord, ...request }, ports) {
	const { project, cells, runs, seed, scenario, gridSize } = plan;
	const advisory = advisoryDimensions(project.config.gate);
	const byId = new Map(cells.map((cell) => [cell.case.id, {
		cell,
		count: new CellCount(advisory)
	}]));
	const failing = [];
	const take = (record) => {
		const counted = byId.get(record.caseId);
		if (counted === void 0) throw new Error(`${record.caseId} is no cell`);
		counted.count.add(record);
		if (standingOfRun(record, advisory) === "failed") failing.push({
			cell: counted.cell,
			record
		});
		onRecord?.(record);
	};
	const { experiment, folder } = await runDataset({
		...request,
		project,
		runs,
		caseIds: [...byId.keys()],
		resume: false
	}, {
		...ports,
		seed,
		openJournal: toldOf(ports.openJournal, take)
	});
	const places = new Map([...byId.keys()].map((id, place) => [id, place]));
	const placeOf = ({ record }) => places.get(record.caseId) ?? 0;
	return {
		experiment,
		folder,
		failing: failing.toSorted((a, b) => placeOf(a) - placeOf(b) || a.record.runIndex - b.record.runIndex),
		result: {
			schema: simulationSchema,
			scenario: scenario.id,
			seed,
			...gridSize !== void 0 && { gridSize },
			cells: [...byId.values()].map(({ cell, count }) => count.result(cell, runs))
		}
	};
}
function toldOf(open, take) {
	return async (request) => {
		const opened = await open(request);
		const { journal } = opened;
		return {
			...opened,
			journal: {
				append: (record) => {
					const appended = journal.append(record);
					if (appended.kind === "appended") take(record);
					return appended;
				},
				end: (end) => journal.end(end),
				close: () => journal.close()
			}
		};
	};
}
function scenarioNamed({ dataset }, id) {
	const scenarios = dataset.cases.filter(({ user }) => user.kind !== "conversation");
	const found = dataset.cases.find((one) => one.id === id);
	if (found === void 0) {
		const ids = scenarios.map((one) => one.id);
		const near = suggest(id, ids);
		throw new UserError("SCENARIO_UNKNOWN", `There is no scenario ${id} in ${dataset.name}.`, `${near === void 0 ? "" : `Did you mean ${near}? `}${ids.length === 0 ? "Add one below `scenarios/`; docs/simulation.md shows how." : `Choose from: ${ids.slice(0, 10).join(", ")}${ids.length > 10 ? `, \u2026 (${ids.length} in all)` : ""}.`}`);
	}
	if (found.user.kind === "conversation") throw new UserError("SCENARIO_IS_CASE", `${id} is a case with a fixed conversation, and no scenario.`, `Run it with \`tracegate run --case ${id}\`.`);
	if (isRun(found.status)) return found;
	throw new UserError("SCENARIO_RETIRED", `The scenario ${id} is retired, so it is not run.`, "Give it another status first.");
}
function reseeded(one, seed) {
	const { tools } = one;
	if (seed === 0 || tools === void 0) return one;
	const faults = tools.faults.map((fault) => ({
		...fault,
		seed: fault.seed + seed
	}));
	return {
		...one,
		tools: {
			...tools,
			faults
		}
	};
}
function sizeOf({ personas = {}, openings = {}, faults = {} }) {
	return [
		personas,
		openings,
		faults
	].map((axis) => Object.keys(axis).length).reduce((product, size) => product * Math.max(1, size), 1);
}

// src/adapters/fs/case-folder.ts
function caseFolder(root) {
	return { add: (id, { caseText, sessionText }) => {
		const path = join(root, "cases", `${id}.yaml`);
		const session = join(root, "sessions", `${id}.json`);
		const scenario = join(root, "scenarios", `${id}.yaml`);
		try {
			if ([
				path,
				session,
				scenario
			].some(isThere)) return { kind: "taken" };
			if (sessionText !== void 0) writeNew(session, sessionText);
			try {
				writeNew(path, caseText);
			} catch (error) {
				if (sessionText !== void 0) rmSync(session, { force: true });
				throw error;
			}
			return {
				kind: "added",
				path
			};
		} catch (cause) {
			if (cause instanceof Error && "code" in cause && cause.code === "EEXIST") return { kind: "taken" };
			const why = cause instanceof Error ? cause.message : String(cause);
			throw new UserError("FILE_UNWRITABLE", `The case ${id} cannot be written below ${root}: ${why}`, "Name another folder with `--save`, or make this one writable.", { cause });
		}
	} };
}
function isThere(path) {
	return lstatSync(path, { throwIfNoEntry: false }) !== void 0;
}
function writeNew(path, text) {
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, text, { flag: "wx" });
}

// src/compose/compose-simulation.ts
const failingFolder = "failing";
async function composeSaving({ project }, { root, environment, results, cases }) {
	const key = join(root, surrogateKeyFolder);
	return {
		redactor: await composeRedactor(environment, project.config.redaction, key),
		store: composeSessionStore(join(results, failingFolder), {
			holdsBack: true,
			isIgnored: false
		}),
		...cases !== void 0 && { cases: {
			folder: caseFolder(cases.folder),
			id: cases.id
		} }
	};
}
function casePlaceOf(named, { scenario, project }, at) {
	const dataset = join(at.root, project.config.dataset);
	const usual = `${scenario.id.slice(0, 53).replace(/-+$/, "")}-failed`;
	if (named === true) return {
		folder: dataset,
		id: usual
	};
	if (!/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(named)) return {
		folder: named.startsWith("/") ? named : join(at.cwd, named),
		id: usual
	};
	if (named.length <= 60) return {
		folder: dataset,
		id: named
	};
	throw new UserError("SAVE_NAME_TOO_LONG", `The name ${named.slice(0, 60)}\u2026 has ${named.length} characters, and a case's may have 60.`, "Give a shorter one, or a folder such as `./proposals`.");
}

// src/core/report/terminal/simulation-summary.ts
const mostReasons = 8;
function renderSimulation(result, experiment, painter) {
	const [only] = result.cells;
	if (result.gridSize === void 0 && only !== void 0) return `${renderChosenCases(experiment, painter)}\n${rateOf(only, painter)}\n`;
	const width = Math.max(...result.cells.map(({ name }) => name.length), 0);
	return `${[
		`${painter.bold(terminalText(result.scenario))}  ${result.cells.length} of ${countOf(result.gridSize ?? 0, "cell")}, seed ${result.seed}`,
		"",
		...result.cells.map((cell) => `  ${cell.name.padEnd(width)}  ${rateOf(cell, painter)}${failuresOf(cell)}`),
		"",
		`  ${"all cells".padEnd(width)}  ${rateOf(totalOf(result.cells), painter)}`,
		...errorLines(experiment)
	].join("\n")}\n`;
}
function rateOf({ passed, failed, unscored, missing, planned }, { red, green, yellow }) {
	const scored = passed + failed;
	const open = planned - scored - unscored - missing;
	const paint = failed > 0 ? red : scored > 0 ? green : yellow;
	const rate = ` (${percentOf(passed, scored)})`;
	return [
		paint(scored === 0 ? "nothing scored" : `${passed} of ${scored} passed${rate}`),
		...unscored > 0 ? [`${unscored} unscored`] : [],
		...missing > 0 ? [`${missing} lost`] : [],
		...open > 0 ? [`${open} not run`] : []
	].join(", ");
}
function failuresOf({ failures }) {
	if (failures.length === 0) return "";
	return `  ${failures.map(({ evaluator, runs }) => `${evaluator} \u00D7 ${runs}`).join(", ")}`;
}
function totalOf(cells) {
	const sum = (key) => cells.reduce((total, cell) => total + cell[key], 0);
	return {
		planned: sum("planned"),
		passed: sum("passed"),
		failed: sum("failed"),
		unscored: sum("unscored"),
		missing: sum("missing"),
		outcomes: {},
		simulatorErrors: {},
		failures: []
	};
}
function errorLines({ cases }) {
	const runs = /* @__PURE__ */ new Map();
	for (const { outcome, reason, runs: count } of cases.flatMap(({ errors }) => errors)) {
		const key = JSON.stringify([outcome, reason]);
		runs.set(key, (runs.get(key) ?? 0) + count);
	}
	const errors = [...runs].map(([key, count]) => {
		const [name, reason = ""] = JSON.parse(key);
		return {
			outcome: runOutcomes.find((one) => one === name) ?? "completed",
			reason,
			runs: count
		};
	}).toSorted((a, b) => b.runs - a.runs);
	if (errors.length === 0) return [];
	const more = errors.length - mostReasons;
	return [
		"",
		...errors.slice(0, mostReasons).map((error) => `  ${describeError(error, terminalWording)}`),
		...more > 0 ? [`  and ${countOf(more, "other reason")}`] : []
	];
}

// src/core/report/terminal/simulation-talk.ts
function renderTalkStart(name, run, { bold, dim }) {
	return `${bold(terminalText(name))}  ${dim(`run ${run.number} of ${run.of}`)}\n`;
}
function renderMessage(message, number, options) {
	const look = {
		...options,
		firstEmpty: ""
	};
	return `\n${options.bold(`Turn ${number}`)}\n${userLines(message, look).join("\n")}\n`;
}
function renderAnswer(turn, number, { marksEmpty, ...options }) {
	const [empty] = marksEmpty ? emptyRetrievals({
		id: "",
		turns: [turn]
	}) : [];
	const firstEmpty = empty === void 0 ? "" : stepId({
		turn: number,
		step: empty.ref.step
	});
	return `${agentLines(turn, number, {
		...options,
		firstEmpty
	}).join("\n")}\n`;
}
function renderTalkEnd({ outcome, reason, verdicts }, painter) {
	return `\n${[...outcome === "completed" ? [] : [`  ${painter.yellow("!")} ${terminalText(outcomeWords[outcome][0])}: ${terminalText(reason ?? "", 400)}`], ...verdicts.map((verdict) => verdictLine(verdict, painter))].join("\n")}\n\n`;
}
function verdictLine(verdict, { red, green, yellow, dim }) {
	const name = `${verdict.evaluator} ${dim(`(${verdict.dimension})`)}`;
	switch (verdict.result) {
		case "pass": return `  ${green("\u2713")} ${name}`;
		case "fail": return `  ${red("\u2717")} ${name}: ${terminalText(verdict.explanation ?? "it failed", 400)}`;
		case "unscored": return `  ${yellow("?")} ${name}: ${terminalText(verdict.reason, 400)}`;
	}
}

// src/cli/watch-output.ts
function watchOutput({ cells, runs }, { color, json }, io) {
	const stream = json === true ? io.stderr : io.stdout;
	const isColoured = json === true ? color && mayColour(io.stderr, io.env) : color;
	const options = {
		...painterFor({ color: isColoured }, json === true ? {
			...io,
			stdout: io.stderr
		} : io),
		width: columnsOf(stream)
	};
	let watched = "";
	let turns = 0;
	let held = 0;
	let hasSearchedInVain = false;
	const start = (runId) => {
		if (watched === runId) return;
		watched = runId;
		turns = 0;
		hasSearchedInVain = false;
		held += 1;
		const cell = cells.find((one) => runId.startsWith(`${one.case.id}.`));
		const run = {
			number: held,
			of: cells.length * runs
		};
		stream.write(renderTalkStart(cell?.name ?? runId, run, options));
	};
	return {
		onTalk: (talk) => {
			start(talk.runId);
			if (talk.kind === "message") {
				turns += 1;
				stream.write(renderMessage(talk.message, turns, options));
				return;
			}
			const isNew = !hasSearchedInVain && emptyRetrievals({
				id: "",
				turns: [talk.turn]
			}).length > 0;
			hasSearchedInVain ||= isNew;
			stream.write(renderAnswer(talk.turn, talk.number, {
				...options,
				marksEmpty: isNew
			}));
		},
		onRecord: (record) => {
			start(record.session.id);
			stream.write(renderTalkEnd(record, options));
		}
	};
}

// src/cli/commands/simulate.ts
const exitCodeOf = {
	passed: exitCodes.pass,
	failed: exitCodes.fail,
	unscored: exitCodes.undetermined
};
async function simulateCommand(scenarioId, options, io) {
	mustFitTogether(options);
	const place = locateProject(io.cwd, options);
	const isWatched = options.watch === true;
	const output = options.quiet === true || isWatched ? quietOutput(io.stderr) : progressOutput(io, () => performance.now());
	const interrupt = new AbortController();
	const unsubscribe = io.onInterrupt(() => interrupt.abort());
	try {
		const project = await loadProject(projectRequest(place));
		const plan = planSimulation(project, {
			scenarioId,
			...options
		});
		const cases = options.save === void 0 ? void 0 : casePlaceOf(options.save, plan, {
			root: place.root,
			cwd: io.cwd
		});
		const { facts, ports } = await composeRun(plan.project, {
			root: place.root,
			environment: io.env,
			onWarning: (text) => output.note(terminalLines(`warning: ${text}`)),
			...options.cache && { cacheFolder: join(place.root, ".tracegate/cache") }
		});
		const results = composeResults(place.root, "simulations");
		const watch = isWatched ? watchOutput(plan, options, io) : void 0;
		const simulated = await simulateScenario({
			plan,
			...facts,
			signal: interrupt.signal,
			onProgress: (progress) => output.show(progress),
			...options.concurrency !== void 0 && { concurrency: options.concurrency },
			...watch !== void 0 && {
				concurrency: 1,
				onRecord: watch.onRecord
			}
		}, {
			...ports,
			...watch !== void 0 && { onTalk: watch.onTalk },
			folderFor: (startedAtMs, key) => results.fresh(void 0, startedAtMs, key)
		});
		output.end();
		return report(simulated, {
			plan,
			saved: simulated.failing.length === 0 ? void 0 : await saveSimulated(plan, simulated.failing, await composeSaving(plan, {
				root: place.root,
				environment: io.env,
				results: simulated.folder.path,
				...cases !== void 0 && { cases }
			})),
			options,
			io,
			isInterrupted: interrupt.signal.aborted
		});
	} catch (error) {
		if (!interrupt.signal.aborted) throw error;
		io.stderr.write("Interrupted before a conversation was over.\n");
		return exitCodes.interrupted;
	} finally {
		output.end();
		unsubscribe();
	}
}
function mustFitTogether({ cap, explore, watch, concurrency }) {
	if (cap !== void 0 && explore !== true) throw new UserError("CAP_WITHOUT_EXPLORE", "`--cap` limits the cells of an exploration, and none was asked for.", "Add `--explore`, or leave `--cap` out.");
	if (watch === true && concurrency !== void 0 && concurrency > 1) throw new UserError("WATCH_ONE_AT_A_TIME", "Nobody can watch several conversations at once.", "Leave `--concurrency` out, or `--watch`.");
}
function report({ result, experiment, folder }, { saved, options, io, isInterrupted }) {
	const shown = (path) => terminalText(relative(io.cwd, path) || ".", 1e3);
	const failing = saved === void 0 ? void 0 : join(folder.path, failingFolder);
	if (options.json === true) io.stdout.write(renderJson({
		...result,
		results: relative(io.cwd, folder.path),
		...failing !== void 0 && { failing: relative(io.cwd, failing) },
		...saved !== void 0 && { cases: saved.cases.map((path) => relative(io.cwd, path)) }
	}));
	else io.stdout.write(renderSimulation(result, experiment, painterFor(options, io)));
	io.stderr.write(`\nSessions of these runs: ${shown(join(folder.path, resultFiles.journal))}\n`);
	if (saved !== void 0 && failing !== void 0) {
		io.stderr.write(`Those that failed, redacted: \`tracegate triage ${shown(failing)}/*.json\`\n`);
		if (options.save !== void 0) io.stderr.write(describeCases(saved, shown));
	}
	if (isInterrupted) {
		io.stderr.write(`Interrupted after ${experiment.recorded} of ${countOf(experiment.planned, "run")}.\n`);
		return exitCodes.interrupted;
	}
	return exitCodeOf[standingOfSimulation(result)];
}
function describeCases({ cases, repeated, silent }, shown) {
	return [
		...cases.map((path) => `Proposed: ${shown(path)}`),
		...repeated > 0 ? [`${countOf(repeated, "failing conversation")} said what another one said; no case was made.`] : [],
		...silent > 0 ? [`In ${countOf(silent, "failing conversation")} the user said nothing; no case was made.`] : []
	].map((line) => `${line}\n`).join("");
}

export { simulateCommand };