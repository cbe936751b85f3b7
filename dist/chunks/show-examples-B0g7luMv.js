import { n as maxLabelBytes, r as readLabels } from "./label-file-Cpyow4l1.js";
import { n as readSessionFile, t as maxSessionBytes } from "./session-file-CUDxH30f.js";
import { r as withExamples } from "./evaluator-file-k64G1Xrq.js";
import { n as unreadableProblem } from "./source-file-CbibFEdJ.js";

// src/app/show-examples.ts
/** Follows the `examples` of every judge to the label and the session; nothing is read where no judge has any. */
async function showExamples(evaluators, source) {
	const shown = new Map(evaluators);
	const problems = [];
	const labels = new LabelFiles(source);
	for (const [ref, evaluator] of evaluators) {
		if (evaluator.kind !== "judge" || evaluator.examples === void 0) continue;
		const found = [];
		for (const [place, example] of evaluator.examples.entries()) {
			const followed = await follow(example, labels, source);
			if (followed.kind === "example") found.push(followed.example);
			else problems.push(problemOf(evaluator, place, followed.message));
		}
		if (found.length === evaluator.examples.length) shown.set(ref, withExamples(evaluator, found));
	}
	return {
		evaluators: shown,
		problems
	};
}
/** The sessions that a judge is shown, by the names of their files; it is not measured on them. */
async function exampleSessions(judge, source) {
	const labels = new LabelFiles(source);
	const sessions = /* @__PURE__ */ new Set();
	for (const example of judge.examples ?? []) {
		const label = await labels.at(example);
		if (typeof label !== "string") sessions.add(label.session);
	}
	return sessions;
}
async function follow(example, labels, { folder, read }) {
	const label = await labels.at(example);
	if (typeof label === "string") return {
		kind: "nowhere",
		message: label
	};
	const path = `${folder}/sessions/${label.session}.json`;
	const reading = readSessionFile(await read(path, maxSessionBytes));
	if (reading.kind === "wrong") return {
		kind: "nowhere",
		message: reading.message
	};
	const { session } = reading;
	const why = label.why === void 0 ? {} : { why: label.why };
	return {
		kind: "example",
		example: {
			session,
			label: label.label,
			...why
		}
	};
}
/** Files of labels, each read once. */
var LabelFiles = class {
	#source;
	#files = /* @__PURE__ */ new Map();
	constructor(source) {
		this.#source = source;
	}
	/** The label that `labels/<dimension>.jsonl#<line>` names, or what is wrong with it. */
	async at(example) {
		const [file = "", line = ""] = example.split("#");
		const labels = this.#files.get(file) ?? await this.#read(file);
		this.#files.set(file, labels);
		if (typeof labels === "string") return labels;
		return labels.find((label) => label.line === Number(line)) ?? `\`${file}\` has no label in line ${line}`;
	}
	async #read(file) {
		const path = `${this.#source.folder}/${file}`;
		const text = await this.#source.read(path, maxLabelBytes);
		if (text.kind === "text") return readLabels(path, text.text).labels;
		return `\`${path}\`: ${unreadableProblem(text).message}`;
	}
};
function problemOf({ file }, place, message) {
	return {
		code: "EXAMPLE_UNKNOWN",
		file,
		path: `examples[${place}]`,
		message,
		expected: "a line of a file of labels whose session is in the dataset",
		example: "examples: [labels/faithfulness.jsonl#12]"
	};
}

export { showExamples as n, exampleSessions as t };