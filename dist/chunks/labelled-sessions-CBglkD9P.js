import { $i as readSessionFile, Ai as exampleSessions, Qi as maxSessionBytes, Sa as unknownSessions, Zi as canonicalJson, ba as readLabels, ea as unreadableProblem, ya as maxLabelBytes } from "./run-BZDTBg9r.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
const { createHash } = globalThis.process.getBuiltinModule("node:crypto");

// src/core/calibrate/label-set.ts
function labelSet(labels, examples = /* @__PURE__ */ new Set()) {
	const leftOut = new Set(examples);
	for (const { session, evaluatorExample } of labels) if (evaluatorExample === true) leftOut.add(session);
	const sessions = /* @__PURE__ */ new Map();
	for (const label of labels) {
		const people = sessions.get(label.session) ?? /* @__PURE__ */ new Map();
		sessions.set(label.session, people);
		if (!people.has(label.by)) people.set(label.by, label);
	}
	const counted = [];
	const split = [];
	for (const [session, people] of [...sessions].toSorted(([a], [b]) => a < b ? -1 : 1)) {
		if (leftOut.has(session)) continue;
		const said = [...people.values()];
		const truth = majority(said);
		if (truth === void 0) split.push({
			session,
			labels: said
		});
		else counted.push({
			session,
			truth,
			labels: said
		});
	}
	return {
		counted,
		split,
		examples: [...leftOut].filter((session) => sessions.has(session)).toSorted(),
		digest: digestOf(counted)
	};
}
function majority(labels) {
	const passes = labels.filter(({ label }) => label === "pass").length;
	const fails = labels.length - passes;
	if (passes === fails) return void 0;
	return passes > fails ? "pass" : "fail";
}
function digestOf(counted) {
	const said = counted.map(({ session, labels }) => [session, labels.map(({ by, label }) => `${label} ${by}`).toSorted()]);
	return `sha256:${createHash("sha256").update(canonicalJson(said)).digest("hex")}`;
}

// src/app/calibrate/labelled-sessions.ts
function labelPath({ config }, dimension) {
	return `${config.dataset}/labels/${dimension}.jsonl`;
}
async function readLabelledSessions(project, judge) {
	const { labels, problems } = await readLabelsOf(project, judge.dimension);
	const read = (path, maxBytes) => project.files.readFile(path, maxBytes);
	const shown = await exampleSessions(judge, {
		folder: project.config.dataset,
		read
	});
	const set = labelSet(labels, shown);
	const sessions = await readSessions(project, [...set.counted, ...set.split]);
	const path = labelPath(project, judge.dimension);
	const known = /* @__PURE__ */ new Set([
		...sessions.found.keys(),
		...sessions.broken,
		...set.examples
	]);
	const wrong = [
		...problems,
		...unknownSessions(path, labels, known),
		...sessions.problems
	];
	if (wrong.length === 0) return {
		set,
		sessions: sessions.found
	};
	throw new UserError("LABELS_INVALID", `${path} and its sessions have ${wrong.length === 1 ? "a problem" : `${wrong.length} problems`}; no judge was asked, and nothing was changed.`, "Mend the places above; every other label is right as it is.", { problems: wrong });
}
async function readLabelsOf(project, dimension) {
	const path = labelPath(project, dimension);
	const file = await project.files.readFile(path, maxLabelBytes);
	if (file.kind === "text") return readLabels(path, file.text);
	if (file.reason !== "missing") return {
		labels: [],
		problems: [unreadableProblem(file)]
	};
	throw new UserError("LABELS_MISSING", `There are no labels on ${dimension}: ${path} is not there.`, `Label sessions with \`tracegate label ${dimension}\`, or bring labels in with \`tracegate label ${dimension} --import <files>\`.`);
}
async function readSessions({ config, files }, labelled) {
	const found = /* @__PURE__ */ new Map();
	const broken = [];
	const problems = [];
	for (const { session } of labelled) {
		const path = `${config.dataset}/sessions/${session}.json`;
		const reading = readSessionFile(await files.readFile(path, maxSessionBytes));
		if (reading.kind === "session") found.set(session, reading.session);
		else if (reading.code !== "SESSION_MISSING") {
			const { code, message, expected } = reading;
			broken.push(session);
			problems.push({
				code,
				file: path,
				message,
				expected
			});
		}
	}
	return {
		found,
		broken,
		problems
	};
}

export { readLabelledSessions as n, labelPath as t };