import { t as canonicalJson } from "./canonical-json-DVk58iaX.js";

// node_modules/stemmer/index.js
/** @type {Record<string, string>} */
const step2list = {
	ational: "ate",
	tional: "tion",
	enci: "ence",
	anci: "ance",
	izer: "ize",
	bli: "ble",
	alli: "al",
	entli: "ent",
	eli: "e",
	ousli: "ous",
	ization: "ize",
	ation: "ate",
	ator: "ate",
	alism: "al",
	iveness: "ive",
	fulness: "ful",
	ousness: "ous",
	aliti: "al",
	iviti: "ive",
	biliti: "ble",
	logi: "log"
};
/** @type {Record<string, string>} */
const step3list = {
	icate: "ic",
	ative: "",
	alize: "al",
	iciti: "ic",
	ical: "ic",
	ful: "",
	ness: ""
};
const vowel = "[aeiouy]";
const consonants = "([^aeiou][^aeiouy]*)";
const vowels = "([aeiouy][aeiou]*)";
const gt0 = new RegExp("^" + consonants + "?" + vowels + consonants);
const eq1 = new RegExp("^" + consonants + "?" + vowels + consonants + vowels + "?$");
const gt1 = new RegExp("^" + consonants + "?(" + vowels + consonants + "){2,}");
const vowelInStem = new RegExp("^" + consonants + "?" + vowel);
const consonantLike = new RegExp("^" + consonants + vowel + "[^aeiouwxy]$");
const sfxLl = /ll$/;
const sfxE = /^(.+?)e$/;
const sfxY = /^(.+?)y$/;
const sfxIon = /^(.+?(s|t))(ion)$/;
const sfxEdOrIng = /^(.+?)(ed|ing)$/;
const sfxAtOrBlOrIz = /(at|bl|iz)$/;
const sfxEED = /^(.+?)eed$/;
const sfxS = /^.+?[^s]s$/;
const sfxSsesOrIes = /^.+?(ss|i)es$/;
const sfxMultiConsonantLike = /([^aeiouylsz])\1$/;
const step2 = /^(.+?)(ational|tional|enci|anci|izer|bli|alli|entli|eli|ousli|ization|ation|ator|alism|iveness|fulness|ousness|aliti|iviti|biliti|logi)$/;
const step3 = /^(.+?)(icate|ative|alize|iciti|ical|ful|ness)$/;
const step4 = /^(.+?)(al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ou|ism|ate|iti|ous|ive|ize)$/;
/**
* Get the stem from a given value.
*
* @param {string} value
*   Value to stem.
* @returns {string}
*   Stem for `value`
*/
function stemmer(value) {
	let result = String(value).toLowerCase();
	if (result.length < 3) return result;
	/** @type {boolean} */
	let firstCharacterWasLowerCaseY = false;
	if (result.codePointAt(0) === 121) {
		firstCharacterWasLowerCaseY = true;
		result = "Y" + result.slice(1);
	}
	if (sfxSsesOrIes.test(result)) result = result.slice(0, -2);
	else if (sfxS.test(result)) result = result.slice(0, -1);
	/** @type {RegExpMatchArray|null} */
	let match;
	if (match = sfxEED.exec(result)) {
		if (gt0.test(match[1])) result = result.slice(0, -1);
	} else if ((match = sfxEdOrIng.exec(result)) && vowelInStem.test(match[1])) {
		result = match[1];
		if (sfxAtOrBlOrIz.test(result)) result += "e";
		else if (sfxMultiConsonantLike.test(result)) result = result.slice(0, -1);
		else if (consonantLike.test(result)) result += "e";
	}
	if ((match = sfxY.exec(result)) && vowelInStem.test(match[1])) result = match[1] + "i";
	if ((match = step2.exec(result)) && gt0.test(match[1])) result = match[1] + step2list[match[2]];
	if ((match = step3.exec(result)) && gt0.test(match[1])) result = match[1] + step3list[match[2]];
	if (match = step4.exec(result)) {
		if (gt1.test(match[1])) result = match[1];
	} else if ((match = sfxIon.exec(result)) && gt1.test(match[1])) result = match[1];
	if ((match = sfxE.exec(result)) && (gt1.test(match[1]) || eq1.test(match[1]) && !consonantLike.test(match[1]))) result = match[1];
	if (sfxLl.test(result) && gt1.test(result)) result = result.slice(0, -1);
	if (firstCharacterWasLowerCaseY) result = "y" + result.slice(1);
	return result;
}

// src/core/replay/folded-text.ts
/** Scripts that are written without blanks between words: each letter counts as one. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;
/** Folds a text for comparison. Stems are English ones (Porter 1980); words of other languages come through it alike. */
function foldText(text) {
	const words = text.normalize("NFKC").toLowerCase().replaceAll(unspaced, " $& ").split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== "");
	const figures = /* @__PURE__ */ new Set();
	const stems = /* @__PURE__ */ new Set();
	for (const word of words) if (/\p{N}/u.test(word)) figures.add(word);
	else stems.add(stemmer(word));
	return {
		plain: words.join(" "),
		stems,
		figures
	};
}
/**
* How alike two texts are, from 0 to 1: the Sørensen–Dice coefficient of their sets of word stems.
*
* 1 where only case, punctuation and white space differ. 0 where their figures differ, whatever the words say: another
* number, date or id is another question.
*/
function textSimilarity(a, b) {
	if (a.plain === b.plain) return 1;
	if (a.figures.size !== b.figures.size || !a.figures.isSubsetOf(b.figures)) return 0;
	const words = a.stems.size + b.stems.size;
	if (words === 0) return 1;
	let common = 0;
	for (const stem of a.stems) if (b.stems.has(stem)) common += 1;
	return 2 * common / words;
}
/** Whether a text is more than one word, so that people and models put the same thing in several ways. */
function isFreeText(text) {
	return /\S\s+\S/.test(text) || text.search(unspaced) >= 0;
}

// src/core/replay/compare-arguments.ts
/** Free texts are taken for the same from this similarity on, where no matcher says another. */
const usualSimilarity = .6;
/**
* Holds the arguments of a call against those of a recorded one, argument by argument.
*
* What no matcher names is compared by its kind: a text of several words by `similar`, everything else by `exact`, a
* number and its text being the same. Objects are compared field by field, lists item by item in their order. An
* argument that is null and one that is left out are the same.
*/
function compareArguments(recorded, asked, rules) {
	const comparing = new Comparing(rules);
	comparing.compare({
		recorded,
		asked,
		path: "",
		matcher: void 0,
		depth: 0
	});
	return comparing.comparison();
}
var Comparing = class {
	#rules;
	#differences = [];
	#sum = 0;
	#count = 0;
	constructor(rules) {
		this.#rules = rules;
	}
	comparison() {
		return {
			isMatch: this.#differences.length === 0,
			score: this.#count === 0 ? 1 : this.#sum / this.#count,
			differences: this.#differences
		};
	}
	compare(pair) {
		const { recorded = null, asked = null, path, depth } = pair;
		const matcher = (Object.hasOwn(this.#rules.match, path) ? this.#rules.match[path] : void 0) ?? pair.matcher;
		if (matcher === "ignore") return;
		const isDeep = matcher !== "exact" && depth < 64;
		if (isDeep && isFields(recorded) && isFields(asked)) {
			const names = /* @__PURE__ */ new Set([...Object.keys(recorded), ...Object.keys(asked)]);
			for (const name of names) this.compare({
				recorded: fieldOf(recorded, name),
				asked: fieldOf(asked, name),
				path: path === "" ? name : `${path}.${name}`,
				matcher,
				depth: depth + 1
			});
		} else if (isDeep && isList(recorded) && isList(asked) && recorded.length === asked.length) for (const [index, item] of recorded.entries()) {
			const place = {
				path: `${path}[${index}]`,
				matcher,
				depth: depth + 1
			};
			this.compare({
				recorded: item,
				asked: asked[index],
				...place
			});
		}
		else this.#compareLeaf({
			...pair,
			recorded,
			asked,
			matcher
		});
	}
	#compareLeaf(pair) {
		const { recorded, asked, matcher } = pair;
		if (typeof recorded === "string" && typeof asked === "string") this.#compareTexts(pair, recorded, asked);
		else {
			const within = withinOf(matcher);
			const isSame = within === void 0 ? isSameValue(recorded, asked, matcher) : isNear(recorded, asked, within);
			this.#settle(pair, isSame ? 1 : 0, 1);
		}
	}
	#compareTexts(pair, recorded, asked) {
		const { matcher } = pair;
		const { fold } = this.#rules;
		const within = withinOf(matcher);
		if (recorded === asked) this.#settle(pair, 1, 1);
		else if (matcher === "exact") this.#settle(pair, 0, 1);
		else if (matcher === "text") this.#settle(pair, fold(recorded).plain === fold(asked).plain ? 1 : 0, 1);
		else if (within !== void 0) this.#settle(pair, isNear(recorded, asked, within) ? 1 : 0, 1);
		else if (matcher !== void 0 || isFreeText(recorded) || isFreeText(asked)) {
			const needed = (typeof matcher === "object" ? matcher.similar : void 0) ?? usualSimilarity;
			this.#settle(pair, textSimilarity(fold(recorded), fold(asked)), needed);
		} else this.#settle(pair, 0, 1);
	}
	#settle({ path, recorded, asked, matcher }, score, needed) {
		this.#sum += score;
		this.#count += 1;
		if (score >= needed) return;
		const isFree = typeof recorded === "string" && typeof asked === "string" && needed < 1 && matcher !== "exact";
		this.#differences.push({
			path,
			...recorded !== void 0 && recorded !== null && { recorded },
			...asked !== void 0 && asked !== null && { asked },
			...isFree && {
				similarity: score,
				needed
			}
		});
	}
};
function withinOf(matcher) {
	return typeof matcher === "object" ? matcher.within : void 0;
}
/** Models write an id as a number or as text, as they please; `exact` takes them at their word. */
function isSameValue(recorded, asked, matcher) {
	if (canonicalJson({ value: recorded }) === canonicalJson({ value: asked })) return true;
	const isLoose = matcher !== "exact";
	if (isLoose && typeof recorded === "number") return String(recorded) === asked;
	return isLoose && typeof asked === "number" && String(asked) === recorded;
}
function isNear(recorded, asked, within) {
	const [a, b] = [numberOf(recorded), numberOf(asked)];
	if (a === void 0 || b === void 0) return false;
	const rounding = 4 * Number.EPSILON * Math.max(Math.abs(a), Math.abs(b));
	return Math.abs(a - b) <= within + rounding;
}
function numberOf(value) {
	if (typeof value === "number") return value;
	return typeof value === "string" && /^\s*-?\d+(?:\.\d+)?\s*$/.test(value) ? Number(value) : void 0;
}
function isFields(value) {
	return typeof value === "object" && value !== null && !isList(value);
}
function isList(value) {
	return Array.isArray(value);
}
function fieldOf(fields, name) {
	return Object.hasOwn(fields, name) ? fields[name] : void 0;
}

export { foldText as n, stemmer as r, compareArguments as t };