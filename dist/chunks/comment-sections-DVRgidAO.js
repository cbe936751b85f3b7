import { Fa as codeName, jt as commentBudgetBytes } from "./run-BZDTBg9r.js";

// src/core/report/comment/comment-sections.ts
const markerLine = /^<!-- tracegate:gate:[0-9a-z]{1,64} -->$/;
const icons = [
	"\u26D4",
	"\u2754",
	"\u26A0\uFE0F",
	"\u23F3",
	"\u2705",
	"\u2796"
];
function isSectioned(comment) {
	return markerLine.test(comment.split(/\r?\n/, 1)[0]?.trimEnd() ?? "");
}
function sectionsOf(comment) {
	if (!isSectioned(comment)) return [];
	const sections = [];
	for (const line of comment.split(/\r?\n/)) {
		if (markerLine.test(line.trimEnd())) sections.push({
			marker: line.trimEnd(),
			lines: []
		});
		sections.at(-1)?.lines.push(line.trimEnd() === sections.at(-1)?.marker ? line.trimEnd() : line);
	}
	return sections.map(({ marker, lines }) => ({
		marker,
		body: `${lines.join("\n").trimEnd()}\n`
	}));
}
function joinSections(found, section, budgetBytes = commentBudgetBytes) {
	const others = /* @__PURE__ */ new Map();
	for (const { marker, body } of found.flatMap(sectionsOf)) if (marker !== section.marker && !others.has(marker)) others.set(marker, body);
	return fit([{
		...section,
		body: unmistakable(section)
	}, ...[...others].map(([marker, body]) => ({
		marker,
		body
	}))].toSorted(byGravity), section.marker, budgetBytes).map(({ body }) => body).join("\n");
}
function nameSection(body, name) {
	return name === void 0 ? body : body.replace(/^(### \S+ )/m, (start) => `${start}${codeName(name)}: `);
}
function unmistakable({ marker, body }) {
	const [first = "", ...rest] = body.split("\n");
	const quoted = rest.map((line) => markerLine.test(line.trim()) ? `\u200B${line}` : line);
	return [first === marker ? first : `${marker}\n${first}`, ...quoted].join("\n");
}
function byGravity(one, other) {
	const [a, b] = [headingOf(one), headingOf(other)];
	return gravity(a) - gravity(b) || (a < b ? -1 : 1);
}
function gravity(heading) {
	return icons.findIndex((icon) => heading.includes(icon));
}
function headingOf({ body }) {
	return body.split("\n").find((line) => line.startsWith("### ")) ?? "";
}
function fit(sections, own, budgetBytes) {
	const bytes = (all) => all.reduce((sum, { body }) => sum + Buffer.byteLength(body) + 1, 0);
	const cost = (one) => (one.marker === own ? 2 : headingOf(one).includes("\u2705") ? 0 : 1) * 1e9 - Buffer.byteLength(one.body);
	let kept = sections;
	for (const one of sections.toSorted((a, b) => cost(a) - cost(b))) {
		if (bytes(kept) <= budgetBytes) break;
		const short = `${one.marker}\n${headingOf(one)}\nThere was no room for the rest: the summary of its job has it.\n`;
		kept = kept.map((each) => each === one ? {
			...one,
			body: short
		} : each);
	}
	return kept;
}

export { sectionsOf as i, joinSections as n, nameSection as r, isSectioned as t };