import { a as YAMLException, c as floatCoreTag, d as parseEvents, i as SCALAR_STYLE, l as getScalarValue, n as EVENT_ID, o as constructFromEvents, r as NOT_RESOLVED, t as CORE_SCHEMA, u as mapTag } from "./js-yaml-CiObg4Tg.js";
import { t as formatPath } from "./json-path-MpIY021q.js";
import { t as cutText } from "./cut-text-B_gq-qAi.js";

// src/core/yaml/yaml-positions.ts
/**
* Where everything in one document stands, from the events that its value was built from, so that
* value and positions cannot disagree.
*/
var YamlPositions = class {
	#root;
	#lines;
	constructor(events, text) {
		this.#root = nodeOf(events, text);
		this.#lines = lineStarts(text);
	}
	/** A path that leads nowhere is answered with the deepest part of it that exists: the parent of a missing key. */
	locate(path, part = "value") {
		return positionAt(this.#lines, offsetOf$2(this.#root, path, part));
	}
	/** Every repetition of a key in its map. */
	duplicateKeys() {
		const found = [];
		const visit = (node, path) => {
			if (node.kind === "list") node.items.forEach((item, index) => visit(item, [...path, index]));
			if (node.kind !== "map") return;
			for (const { key, at } of node.repeated) {
				const position = positionAt(this.#lines, at);
				const first = this.locate([...path, key], "key");
				found.push({
					path: [...path, key],
					position,
					first
				});
			}
			for (const [key, entry] of node.entries) visit(entry.value, [...path, key]);
		};
		visit(this.#root, []);
		return found;
	}
};
/** The position of one offset. For many offsets of one text, make the table of lines once. */
function positionInText(text, offset) {
	return positionAt(lineStarts(text), offset);
}
function offsetOf$2(root, path, part) {
	let node = root;
	let key;
	for (const step of path) if (node.kind === "map") {
		const entry = node.entries.get(String(step));
		if (entry === void 0) return node.start;
		key = entry.key;
		node = entry.value;
	} else {
		const item = node.kind === "list" && typeof step === "number" ? node.items[step] : void 0;
		if (item === void 0) return node.start;
		key = void 0;
		node = item;
	}
	return part === "key" && key !== void 0 ? key : node.start;
}
/** The tree of the first document; several documents are refused before anybody asks for positions. */
function nodeOf(events, text) {
	const frames = [];
	let root = {
		kind: "scalar",
		start: 0
	};
	let end = 0;
	for (const event of events) {
		if (event.type === EVENT_ID.DOCUMENT) continue;
		if (event.type === EVENT_ID.POP) {
			frames.pop();
			continue;
		}
		const frame = frames.at(-1);
		const start = startOf(event, text, frame, end);
		const node = emptyNode(event, start);
		if (frame === void 0) root = node;
		else addChild(frame, node, event, text);
		if (node.kind !== "scalar") frames.push({
			node,
			key: void 0
		});
		end = endOf(event, start, end);
	}
	return root;
}
/** Where the search for what comes next may begin. */
function endOf(event, start, before) {
	if (event.type !== EVENT_ID.SCALAR) return start;
	return event.valueEnd >= 0 ? event.valueEnd : Math.max(before, start + 1);
}
function emptyNode(event, start) {
	switch (event.type) {
		case EVENT_ID.MAPPING: return {
			kind: "map",
			start,
			entries: /* @__PURE__ */ new Map(),
			repeated: []
		};
		case EVENT_ID.SEQUENCE: return {
			kind: "list",
			start,
			items: []
		};
		case EVENT_ID.SCALAR:
		case EVENT_ID.ALIAS: return {
			kind: "scalar",
			start
		};
	}
}
function addChild(frame, node, event, text) {
	if (frame.node.kind === "list") frame.node.items.push(node);
	else if (frame.key === void 0) frame.key = {
		text: event.type === EVENT_ID.SCALAR ? getScalarValue(text, event) : "",
		start: node.start
	};
	else {
		const { text: key, start } = frame.key;
		if (frame.node.entries.has(key)) frame.node.repeated.push({
			key,
			at: start
		});
		else frame.node.entries.set(key, {
			key: start,
			value: node
		});
		frame.key = void 0;
	}
}
function startOf(event, text, frame, end) {
	switch (event.type) {
		case EVENT_ID.MAPPING:
		case EVENT_ID.SEQUENCE: return event.start;
		case EVENT_ID.ALIAS: return event.anchorStart - 1;
		case EVENT_ID.SCALAR: return scalarStart(event, text, frame, end);
	}
}
function scalarStart(event, text, frame, end) {
	switch (event.style) {
		case SCALAR_STYLE.SINGLE_QUOTED:
		case SCALAR_STYLE.DOUBLE_QUOTED: return event.valueStart - 1;
		case SCALAR_STYLE.LITERAL_BLOCK: return find(text, "|", end) ?? event.valueStart;
		case SCALAR_STYLE.FOLDED_BLOCK: return find(text, ">", end) ?? event.valueStart;
		case SCALAR_STYLE.PLAIN:
			if (event.valueStart >= 0) return event.valueStart;
			if (frame?.key !== void 0) return frame.key.start;
			return find(text, "-", end) ?? frame?.node.start ?? end;
	}
}
/** The first of a character after an offset, outside comments. */
function find(text, character, from) {
	for (let at = from; at < text.length; at++) {
		if (text[at] === character) return at;
		if (text[at] === "#") at = endOfLine(text, at);
	}
}
function endOfLine(text, from) {
	let at = from;
	while (at < text.length && text[at] !== "\n" && text[at] !== "\r") at++;
	return at;
}
function lineStarts(text) {
	const starts = [0];
	for (const { index, 0: lineBreak } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + lineBreak.length);
	return starts;
}
function positionAt(lines, offset) {
	let low = 0;
	let high = lines.length - 1;
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if ((lines[middle] ?? 0) <= offset) low = middle;
		else high = middle - 1;
	}
	return {
		line: low + 1,
		column: offset - (lines[low] ?? 0) + 1
	};
}

// src/core/yaml/yaml-syntax-error.ts
/** What our schema answers the parser for keys that it refuses. */
const refusedKeys = {
	merge: "merge keys (`<<`) are not read",
	prototype: "`__proto__` cannot be a key",
	notText: "a key must be text"
};
/** Lists and maps inside each other. */
const maxYamlNesting = 64;
/** Nobody reviews what is nested like this. */
const tooDeep = {
	code: "YAML_TOO_DEEP",
	message: `lists and maps are nested more than ${64} levels deep`,
	expected: `at most ${64} levels`
};
/** The parser's own words, in our words where we know what the writer meant. */
function describeSyntaxError(reason, text, at) {
	const line = text.split(/\r\n|\n|\r/, at.line)[at.line - 1] ?? "";
	return describeRefusal(reason) ?? describeTab(reason, line) ?? describeOpenEnd(reason) ?? describeEscape(reason) ?? describeUnquoted(line) ?? {
		code: "YAML_SYNTAX",
		message: `not valid YAML: ${reason}`,
		expected: "`key: value` lines and `- item` lines, those of one level indented alike with spaces"
	};
}
function describeRefusal(reason) {
	if (reason.startsWith("nesting exceeded")) return tooDeep;
	if (reason.startsWith("null byte") || reason.includes("non-printable")) return {
		code: "YAML_CONTROL_CHARACTER",
		message: "a control character stands in the text",
		expected: "printable text; write it as an escape between double quotes where it is meant",
		example: String.raw`user: "first line\u0007"`
	};
	switch (reason) {
		case refusedKeys.merge: return {
			code: "YAML_MERGE_KEY",
			message: reason,
			expected: "the keys themselves, so that a reviewer sees what counts"
		};
		case refusedKeys.prototype: return {
			code: "YAML_KEY",
			message: reason,
			expected: "another name"
		};
		case refusedKeys.notText: return {
			code: "YAML_KEY",
			message: reason,
			expected: "text, in quotes where it looks like a number: \"404\""
		};
		default: return;
	}
}
function describeTab(reason, line) {
	if (!reason.startsWith("tab characters") && !/^ *\t/.test(line)) return void 0;
	return {
		code: "YAML_TAB",
		message: "a tab is used for indentation",
		expected: "spaces: YAML does not indent with tabs"
	};
}
function describeOpenEnd(reason) {
	if (!(reason.startsWith("unexpected end of the") || reason === "deficient indentation")) return void 0;
	return {
		code: "YAML_SYNTAX",
		message: "a quote or bracket that was opened above is not closed",
		expected: "a closing `\"`, `'`, `]` or `}`; a text over several lines is indented deeper than its key"
	};
}
function describeEscape(reason) {
	if (!/escape|hexadecimal/.test(reason)) return void 0;
	return {
		code: "YAML_SYNTAX",
		message: "a backslash between double quotes begins an escape that YAML does not know",
		expected: "two backslashes for one, or single quotes, in which a backslash is itself",
		example: String.raw`pattern: '\d+ days'`
	};
}
const keyBefore = /^\s*(?:- +)*(?:[A-Za-z_][\w-]*: +)?/;
/** Prose that begins with, or holds, what means something else in YAML: the commonest mistake in conversations. */
function describeUnquoted(line) {
	const [before = ""] = keyBefore.exec(line) ?? [];
	const value = line.slice(before.length).trimEnd();
	if (value === "" || before.trim() === "") return void 0;
	if (!/^[-?@`%&*!|>[\]{}"']/.test(value) && !/:(?: |$)/.test(value)) return void 0;
	const meant = /^'[^']+'[^']+'$/.test(value) ? value.slice(1, -1) : value;
	return {
		code: "YAML_UNQUOTED",
		message: "this text means something else to YAML unless it stands in quotes",
		expected: "quotes around a text that holds \": \" or begins with one of - ? @ ` % & * ! | > [ ] { } \" '",
		example: `${before.trim()} ${JSON.stringify(cutText(meant, 121))}`
	};
}

// src/core/yaml/yaml-surprises.ts
/** More of them in one file say nothing new. */
const maxSurprises = 20;
/**
* Finds what YAML allows and these files do not: no document or several, references, tags, and plain
* text of which YAML would silently read only a part or another number.
*/
function findSurprises(events, text) {
	const shape = findWrongShape(events, text);
	if (shape !== void 0) return [shape];
	const found = [];
	let depth = -1;
	for (const event of events) {
		if (event.type === EVENT_ID.POP) {
			depth--;
			continue;
		}
		if (!isLeaf(event) && ++depth > 64) return [...found, {
			...tooDeep,
			at: Math.max(0, offsetOf$1(event))
		}];
		if (event.type === EVENT_ID.DOCUMENT) {
			if (event.directives.length > 0) found.push(directive(text));
			continue;
		}
		if (event.type === EVENT_ID.ALIAS) found.push(reference(event.anchorStart - 1, "an alias (`*`)"));
		else if (event.anchorStart >= 0) found.push(reference(event.anchorStart - 1, "an anchor (`&`)"));
		if ("tagStart" in event && event.tagStart >= 0) found.push(tag(event.tagStart));
		if (event.type === EVENT_ID.SCALAR && event.style === SCALAR_STYLE.PLAIN) found.push(...findMisread(event, text));
		if (found.length >= maxSurprises) break;
	}
	return found;
}
function findWrongShape(events, text) {
	const [, root] = events;
	if (root === void 0 || isEmpty(root) && events.length === 3) return {
		code: "YAML_EMPTY",
		at: 0,
		message: "the file holds nothing",
		expected: "`key: value` lines"
	};
	const second = events.findLastIndex(({ type }) => type === EVENT_ID.DOCUMENT);
	if (second === 0) return void 0;
	return {
		code: "YAML_DOCUMENTS",
		at: events.slice(second).map(offsetOf$1).find((offset) => offset >= 0) ?? text.length,
		message: "more than one document stands in the file (another begins after `---` or `...`)",
		expected: "one document a file"
	};
}
function isLeaf({ type }) {
	return type === EVENT_ID.SCALAR || type === EVENT_ID.ALIAS;
}
function isEmpty(event) {
	return event.type === EVENT_ID.SCALAR && event.valueStart < 0;
}
function offsetOf$1(event) {
	if ("valueStart" in event) return event.valueStart;
	return "start" in event ? event.start : -1;
}
function directive(text) {
	return {
		code: "YAML_DIRECTIVE",
		at: Math.max(0, text.search(/^%/m)),
		message: "`%` directives are not read",
		expected: "plain YAML 1.2 without a directive"
	};
}
function reference(at, what) {
	return {
		code: "YAML_REFERENCE",
		at,
		message: `${what} stands here; references are not followed`,
		expected: "the value itself, so that a reviewer sees what counts; quotes where it is part of a text"
	};
}
function tag(at) {
	return {
		code: "YAML_TAG",
		at,
		message: "a tag (`!`) stands here; tags are not read",
		expected: "the plain value; quotes where the `!` is part of a text"
	};
}
const commentWithoutSpace = /[ \t]+(#[^\s#!][^\r\n]*)/y;
const zerosOrPower = /^[-+]?(?:0[0-9]+|[0-9]+[eE][-+]?[0-9]+)$/;
const manyDigits = /^[-+]?[0-9]{16,}$/;
/** `Where is order #4471?` is `Where is order` to YAML; `0123` is 123. */
function findMisread(event, text) {
	if (event.valueStart < 0) return [];
	commentWithoutSpace.lastIndex = event.valueEnd;
	const comment = commentWithoutSpace.exec(text)?.[1];
	if (comment !== void 0) return [{
		code: "YAML_COMMENT",
		at: commentWithoutSpace.lastIndex - comment.length,
		message: "YAML takes the rest of this line, from ` #` on, for a comment",
		expected: "quotes around a text that holds ` #`, or a space after the `#` of a comment",
		example: "user: \"Where is order #4471?\""
	}];
	if (event.valueEnd - event.valueStart > 40) return [];
	const written = text.slice(event.valueStart, event.valueEnd);
	if (!(zerosOrPower.test(written) || manyDigits.test(written) && !Number.isSafeInteger(Number(written)))) return [];
	return [{
		code: "YAML_NUMBER",
		at: event.valueStart,
		message: `YAML reads ${written} as the number ${Number(written)}`,
		expected: "quotes around an id, or the number as it is printed",
		example: `"${written}"`
	}];
}

// src/core/yaml/parse-yaml.ts
/** No file that people write by hand is larger; a larger one never reaches the parser. */
const maxYamlBytes = 262144;
/**
* YAML 1.2 core values that JSON can carry as well: dates stay text, and so do `.inf`, `.nan` and `yes`.
*
* Keys that would not mean what they look like (`<<`, `__proto__`, `1.0`) are refused instead of being stored
* under another name.
*/
const jsonSchema = CORE_SCHEMA.withTags({
	...floatCoreTag,
	resolve: (source, isExplicit, tagName) => {
		const value = floatCoreTag.resolve(source, isExplicit, tagName);
		return typeof value === "number" && !Number.isFinite(value) ? NOT_RESOLVED : value;
	}
}, {
	...mapTag,
	addPair: (map, key, value) => {
		if (typeof key !== "string") return refusedKeys.notText;
		if (key === "<<") return refusedKeys.merge;
		if (key === "__proto__") return refusedKeys.prototype;
		return mapTag.addPair(map, key, value);
	}
});
/** Reads one YAML file: its value and a way to find positions in it, or everything that is wrong with its text. */
function parseYaml(file, source) {
	if (Buffer.byteLength(source) > 262144) return refuse([fileTooLarge(file)]);
	const text = source.startsWith("﻿") ? source.slice(1) : source;
	let events = [];
	try {
		events = readEvents(text);
		const surprises = findSurprises(events, text);
		if (surprises.length > 0) return refuse(surprises.map((one) => place(file, text, one)));
		const [value] = constructFromEvents(events, {
			source: text,
			schema: jsonSchema
		});
		return {
			kind: "document",
			document: yamlDocument(file, value, text)
		};
	} catch (error) {
		if (!(error instanceof YAMLException)) throw error;
		if (error.reason === "duplicated mapping key") return refuse(duplicateKeys(file, events, text));
		const at = positionInText(text, offsetOf(error, text));
		return refuse([{
			file,
			...at,
			...describeSyntaxError(error.reason, text, at)
		}]);
	}
}
/**
* The parser stops at a depth of its own, which also counts a text and what may become its map: two levels
* more than ours, which is counted exactly in what it read.
*/
function readEvents(text) {
	return parseEvents(text, { maxDepth: 64 + 2 });
}
/** Where the parser stopped; of a key in quotes it names the text, and we the quote. */
function offsetOf({ mark, reason }, text) {
	const offset = mark?.position ?? 0;
	return Object.values(refusedKeys).includes(reason) && /["']/.test(text[offset - 1] ?? "") ? offset - 1 : offset;
}
function refuse(problems) {
	return {
		kind: "problems",
		problems
	};
}
function place(file, text, { at, ...problem }) {
	return {
		file,
		...positionInText(text, at),
		...problem
	};
}
function yamlDocument(file, value, text) {
	let positions;
	const locate = (path, part) => {
		positions ??= new YamlPositions(readEvents(text), text);
		return positions.locate(path, part);
	};
	return {
		file,
		value,
		locate
	};
}
function duplicateKeys(file, events, text) {
	return new YamlPositions(events, text).duplicateKeys().map(({ path, position, first }) => ({
		code: "DUPLICATE_KEY",
		file,
		...position,
		path: formatPath(path),
		message: `the key \`${path.at(-1)}\` stands here a second time; the first is in line ${first.line}`,
		expected: "each key once"
	}));
}
/** The problem of a file over the cap, also for readers that stop before they have all of it. */
function fileTooLarge(file) {
	return {
		code: "FILE_TOO_LARGE",
		file,
		message: `the file is larger than ${maxYamlBytes / 1024} KB`,
		expected: "one case, scenario or evaluator a file, short enough to review"
	};
}

export { maxYamlBytes as n, parseYaml as r, fileTooLarge as t };