import { t as canonicalJson } from "./canonical-json-DVk58iaX.js";
import { n as emptyRetrievals, s as toolStepsOf } from "./tool-result-CE4tOHQ7.js";
import { r as stemmer } from "./compare-arguments-CVIzH8MY.js";
import { O as object, P as string, T as literal, v as array } from "./schemas-CJS83Lar.js";
import { t as UserError } from "./errors-wBhBppnE.js";
import { t as standardScorer } from "./standard-scorer-g-QaHCJB.js";
import { t as digestSession } from "./session-digest-BhgCnTdA.js";
import { t as composeSessionSource } from "./compose-session-source-Di5TuPd6.js";
import { t as projectFiles } from "./project-files-QOcmnMcn.js";
import { t as projectWriter } from "./project-writer-DGPB33l5.js";
import { t as readConfig } from "./read-config-CazHurgA.js";
import { n as unreadableProblem } from "./source-file-CbibFEdJ.js";
import { t as renderJson } from "./json-text-CTaK9Te9.js";
import { n as countOf } from "./numbers-CCAtUXk7.js";
import { r as terminalLines } from "./wording-hlgpPPdg.js";
import { n as exitCodes } from "./exit-codes-DFesNADe.js";
import { createHash } from "node:crypto";
import { basename, dirname, join, resolve } from "node:path";

// src/core/cluster/describe-failure.ts
/** An identical call this often is a loop. */
const loopCalls = 3;
const mostStructureLines = 60;
/**
* What clustering sees of a session, or `undefined` where it did not fail.
*
* A session failed where a verdict says so, where its reward is below 1, or where the agent did not answer its last
* message because of an error.
*/
function describeFailure(session, verdicts) {
	const failed = verdicts.flatMap((verdict) => verdict.result === "fail" ? [verdict] : []);
	const marks = [
		...new Set(failed.map(({ evaluator }) => evaluator)),
		...session.reward !== void 0 && session.reward < 1 ? ["reward"] : [],
		...session.turns.at(-1)?.error === void 0 ? [] : ["error"]
	];
	if (marks.length === 0) return void 0;
	const turns = new Set(failed.flatMap(({ evidence = [] }) => evidence.flatMap(({ at }) => at?.turn ?? [])));
	const last = session.turns.findLast(({ reply }) => reply !== void 0)?.reply;
	const replies = turns.size > 0 ? [...turns].map((turn) => session.turns[turn - 1]?.reply ?? "") : [last ?? ""];
	const { agent } = session;
	return {
		sessionId: session.id,
		text: [...failed.map(({ explanation = "" }) => explanation), ...replies].join("\n").trim(),
		input: session.turns.map(({ user }) => user).join("\n"),
		tools: [...toolStepsOf(session)].map(({ step }) => step.name),
		events: eventsOf(session),
		dimensions: [...new Set(failed.map(({ dimension }) => dimension))],
		marks,
		version: [
			...agent?.systemPromptDigest === void 0 ? [] : [`prompt ${agent.systemPromptDigest}`],
			...agent?.model === void 0 ? [] : [`model ${agent.model}`],
			...agent?.toolCatalogDigest === void 0 ? [] : [`tools ${agent.toolCatalogDigest}`]
		],
		promptStructure: structureOf(session.policy ?? "")
	};
}
function eventsOf(session) {
	const calls = /* @__PURE__ */ new Map();
	let hasToolError = false;
	for (const { step } of toolStepsOf(session)) {
		if (step.status === "error") hasToolError = true;
		const key = `${step.name} ${canonicalJson(step.arguments ?? null)}`;
		calls.set(key, (calls.get(key) ?? 0) + 1);
	}
	const hasTimeout = session.turns.some(({ error }) => error !== void 0 && /time-?d? ?-?out|deadline/i.test(`${error.type} ${error.message}`));
	return [
		...emptyRetrievals(session).length > 0 ? ["empty-retrieval"] : [],
		...hasToolError ? ["tool-error"] : [],
		...[...calls.values()].some((count) => count >= loopCalls) ? ["loop"] : [],
		...hasTimeout ? ["timeout"] : []
	];
}
/** Headings and the first words of list items: what stays of a prompt when its wording is changed. */
function structureOf(policy) {
	return policy.split("\n").map((line) => line.trim()).filter((line) => /^(?:#{1,6}\s|[-*+]\s|\d+[.)]\s)|:$/.test(line)).slice(0, mostStructureLines).map((line) => line.split(/\s+/).slice(0, 4).join(" ").toLowerCase());
}

// src/core/cluster/average-linkage.ts
/**
* Average linkage (UPGMA) by the nearest-neighbour chain: n−1 merges in the order of their heights, in O(n²) time.
*
* Source: F. Murtagh, A survey of recent advances in hierarchical clustering algorithms, 1983; the chain is right for
* average linkage, since it is reducible. Ties go to the lower number, so that the same distances give the same tree.
*
* @param distances between all pairs i < j, row by row, `n(n−1)/2` of them; they are overwritten.
* @param count of points; 0 and 1 have no merges.
*/
function averageLinkage(distances, count) {
	const size = new Float64Array(count).fill(1);
	const isGone = new Uint8Array(count);
	const at = (i, j) => i < j ? i * count - i * (i + 1) / 2 + j - i - 1 : j * count - j * (j + 1) / 2 + i - j - 1;
	const merged = [];
	const chain = [];
	let first = 0;
	while (merged.length < count - 1) {
		if (chain.length === 0) {
			while (isGone[first] === 1) first += 1;
			chain.push(first);
		}
		const top = chain.at(-1) ?? 0;
		const before = chain.at(-2);
		let nearest = before ?? -1;
		let least = before === void 0 ? Number.POSITIVE_INFINITY : distances[at(top, before)] ?? 0;
		for (let other = 0; other < count; other++) {
			if (other === top || isGone[other] === 1) continue;
			const distance = distances[at(top, other)] ?? 0;
			if (distance < least) {
				least = distance;
				nearest = other;
			}
		}
		if (nearest !== before) {
			chain.push(nearest);
			continue;
		}
		chain.length -= 2;
		const [kept, gone] = top < nearest ? [top, nearest] : [nearest, top];
		const ofKept = size[kept] ?? 1;
		const ofGone = size[gone] ?? 1;
		isGone[gone] = 1;
		for (let other = 0; other < count; other++) {
			if (other === kept || isGone[other] === 1) continue;
			const place = at(kept, other);
			distances[place] = (ofKept * (distances[place] ?? 0) + ofGone * (distances[at(gone, other)] ?? 0)) / (ofKept + ofGone);
		}
		size[kept] = ofKept + ofGone;
		merged.push({
			a: kept,
			b: gone,
			height: least
		});
	}
	return inOrder(merged, count);
}
/** The chain finds merges out of order and names clusters by a member: sorts them, and names clusters by their merge. */
function inOrder(found, count) {
	const parent = Int32Array.from({ length: 2 * count }, (_, index) => index);
	const rootOf = (node) => {
		let root = node;
		while (parent[root] !== root) root = parent[root] ?? root;
		for (let next = node; parent[next] !== root;) {
			const up = parent[next] ?? root;
			parent[next] = root;
			next = up;
		}
		return root;
	};
	return found.map((merge, order) => ({
		...merge,
		order
	})).toSorted((x, y) => x.height - y.height || x.order - y.order).map(({ a, b, height }, index) => {
		const [left, right] = [rootOf(a), rootOf(b)];
		parent[left] = count + index;
		parent[right] = count + index;
		return {
			a: Math.min(left, right),
			b: Math.max(left, right),
			height
		};
	});
}
/** Which of `k` clusters each leaf is in, numbered from 0 by their first leaf; `k` from 1 to the count of leaves. */
function cutTree(merges, count, k) {
	const parent = Int32Array.from({ length: 2 * count }, (_, index) => index);
	for (const [index, { a, b }] of merges.slice(0, Math.max(0, count - k)).entries()) {
		parent[a] = count + index;
		parent[b] = count + index;
	}
	const numbers = /* @__PURE__ */ new Map();
	return Int32Array.from({ length: count }, (_, leaf) => {
		let root = leaf;
		while (parent[root] !== root) root = parent[root] ?? root;
		const number = numbers.get(root) ?? numbers.size;
		numbers.set(root, number);
		return number;
	});
}

// src/core/cluster/choose-cut.ts
/** The finest cut that is looked at, and how many clusters may be left of it. */
const finestCut = 40;
const mostClusters = 12;
/** Fewer clusters are preferred where they separate nearly as well: each costs a person time. */
const nearlyBest = .02;
/**
* The best of the cuts into 2 to 40 clusters by mean silhouette, once clusters below max(3, 1 %) have been absorbed by
* the nearest that is larger; those that leave 2 to 12 clusters count. `undefined` where none does.
*
* All cuts are unions of the finest one's clusters, so distances are summed once.
*
* @param distance of two points, in [0, 1].
*/
function chooseCut(merges, count, distance) {
	const finest = Math.min(finestCut, count);
	if (finest < 2) return void 0;
	const baseOf = cutTree(merges, count, finest);
	const sums = sumDistances(baseOf, {
		count,
		finest,
		distance
	});
	const least = Math.max(3, Math.ceil(count / 100));
	const cuts = [];
	for (let k = 2; k <= finest; k++) {
		const groups = absorb(groupBases(cutTree(merges, count, k), baseOf, finest), {
			sums,
			least
		});
		if (groups.length < 2 || groups.length > mostClusters) continue;
		const silhouette = silhouetteOf(groups, sums);
		cuts.push({
			clusterOf: spread(groups, baseOf, finest),
			count: groups.length,
			silhouette
		});
	}
	const best = Math.max(...cuts.map(({ silhouette }) => silhouette));
	return cuts.filter(({ silhouette }) => silhouette >= best - nearlyBest).toSorted((a, b) => a.count - b.count || b.silhouette - a.silhouette)[0];
}
function sumDistances(baseOf, { count, finest, distance }) {
	const toBase = new Float64Array(count * finest);
	const sizes = new Float64Array(finest);
	for (let i = 0; i < count; i++) {
		const base = baseOf[i] ?? 0;
		sizes[base] = (sizes[base] ?? 0) + 1;
		for (let j = i + 1; j < count; j++) {
			const d = distance(i, j);
			const [toJ, toI] = [i * finest + (baseOf[j] ?? 0), j * finest + base];
			toBase[toJ] = (toBase[toJ] ?? 0) + d;
			toBase[toI] = (toBase[toI] ?? 0) + d;
		}
	}
	return {
		count,
		finest,
		baseOf,
		toBase,
		sizes
	};
}
function groupBases(coarse, baseOf, finest) {
	const groups = /* @__PURE__ */ new Map();
	for (const [point, cluster] of coarse.entries()) {
		const bases = groups.get(cluster) ?? /* @__PURE__ */ new Set();
		groups.set(cluster, bases.add(baseOf[point] ?? finest - 1));
	}
	return [...groups.values()].map((bases) => [...bases]);
}
/** Clusters below `least` points go to the larger cluster that is nearest on average. */
function absorb(groups, { sums, least }) {
	const large = groups.filter((group) => sizeOf(group, sums) >= least);
	if (large.length === 0 || large.length === groups.length) return large;
	const grown = large.map((group) => [...group]);
	for (const small of groups.filter((group) => sizeOf(group, sums) < least)) {
		const means = large.map((group) => meanBetween(small, group, sums));
		grown[means.indexOf(Math.min(...means))]?.push(...small);
	}
	return grown;
}
function sizeOf(group, { sizes }) {
	return group.reduce((sum, base) => sum + (sizes[base] ?? 0), 0);
}
function meanBetween(from, to, sums) {
	let sum = 0;
	for (let point = 0; point < sums.count; point++) if (from.includes(sums.baseOf[point] ?? -1)) sum += sumTo(point, to, sums);
	return sum / (sizeOf(from, sums) * sizeOf(to, sums));
}
function sumTo(point, group, { toBase, finest }) {
	let sum = 0;
	for (const base of group) sum += toBase[point * finest + base] ?? 0;
	return sum;
}
/** Mean over the points of (b − a) / max(a, b); a point alone in its cluster counts 0. */
function silhouetteOf(groups, sums) {
	const groupOf = new Int32Array(sums.finest);
	for (const [index, group] of groups.entries()) for (const base of group) groupOf[base] = index;
	const sizes = groups.map((group) => sizeOf(group, sums));
	let total = 0;
	for (let point = 0; point < sums.count; point++) {
		const own = groupOf[sums.baseOf[point] ?? 0] ?? 0;
		const size = sizes[own] ?? 1;
		if (size < 2) continue;
		let inside = 0;
		let outside = Number.POSITIVE_INFINITY;
		for (const [index, group] of groups.entries()) {
			const sum = sumTo(point, group, sums);
			if (index === own) inside = sum / (size - 1);
			else outside = Math.min(outside, sum / (sizes[index] ?? 1));
		}
		const most = Math.max(inside, outside);
		if (most > 0) total += (outside - inside) / most;
	}
	return total / sums.count;
}
function spread(groups, baseOf, finest) {
	const groupOf = new Int32Array(finest);
	for (const [index, group] of groups.entries()) for (const base of group) groupOf[base] = index;
	return baseOf.map((base) => groupOf[base] ?? 0);
}

// src/core/cluster/terms.ts
const words = /\p{L}[\p{L}\p{M}'’]*/gu;
/** Longer texts tell nothing more about the way in which a session failed. */
const mostChars = 2e4;
/** The words of a text that carry meaning, in their order, without those whose stems are in `masked`. */
function termsOf(text, masked = nothing) {
	return [...text.slice(0, mostChars).toLowerCase().matchAll(words)].map(([word]) => word.replaceAll("’", "'").replace(/'(?:s|t|re|ve|ll|d|m)?$/, "")).filter((word) => word.length > 2 && !stopWords.has(word)).map((word) => ({
		word,
		stem: stemmer(word)
	})).filter(({ stem }) => !masked.has(stem));
}
const nothing = /* @__PURE__ */ new Set();
/** The stems of a text's words: what a mask holds. */
function stemsOf(text) {
	return new Set(termsOf(text).map(({ stem }) => stem));
}
/** The tools in their order, repeats as one, and each pair that follows one another. */
function toolTerms(tools) {
	const path = toolPath(tools);
	return [...path, ...path.slice(1).map((tool, index) => `${path[index] ?? ""} → ${tool}`)];
}
/** A way through the tools, each repeat in a row told once. */
function toolPath(tools) {
	return tools.filter((tool, index) => index === 0 || tool !== tools[index - 1]);
}
const stopWords = new Set(`the and for are was were been being has have had does did not but with this that these those from into onto than then
  there their they them his her hers its our your you she who whom which what when where why how all any both each few
  more most other some such only own same can could will would should shall may might must about above after again
  against before below between down during further once over under until out off too very just also because while
  agent says said reply turn turns step session user`.split(/\s+/));

// src/core/cluster/cluster-labels.ts
const mostTerms = 4;
/**
* Labels by class-based TF-IDF: tf of a term in the cluster × log(1 + A / f), A the mean number of terms a cluster and
* f how often the term stands in all clusters (Grootendorst, arXiv 2203.05794).
*
* @param clusters the signatures of each cluster's sessions, none empty.
*/
function labelClusters(clusters) {
	const counts = clusters.map((signatures) => countTerms$1(signatures));
	const everywhere = /* @__PURE__ */ new Map();
	let all = 0;
	for (const { stems } of counts) for (const [stem, count] of stems) {
		everywhere.set(stem, (everywhere.get(stem) ?? 0) + count);
		all += count;
	}
	const mean = all / Math.max(1, clusters.length);
	return clusters.map((signatures, index) => {
		const { stems, words } = counts[index] ?? countTerms$1([]);
		const terms = [...stems].map(([stem, count]) => ({
			stem,
			weight: count * Math.log(1 + mean / (everywhere.get(stem) ?? 1))
		})).toSorted((a, b) => b.weight - a.weight || (a.stem < b.stem ? -1 : 1)).slice(0, mostTerms).map(({ stem }) => mostFrequent(words.get(stem) ?? /* @__PURE__ */ new Map()) ?? stem);
		const dimension = mostFrequent(tally(signatures.flatMap(({ dimensions }) => dimensions)));
		const path = mostFrequent(tally(signatures.map(({ tools }) => JSON.stringify(toolPath(tools)))));
		return {
			terms,
			...dimension !== void 0 && { dimension },
			path: signatures.map(({ tools }) => toolPath(tools)).find((one) => JSON.stringify(one) === path) ?? []
		};
	});
}
/** A term counts once a session: a long text is no louder than a short one. */
function countTerms$1(signatures) {
	const stems = /* @__PURE__ */ new Map();
	const words = /* @__PURE__ */ new Map();
	for (const { text, input } of signatures) {
		const seen = /* @__PURE__ */ new Map();
		for (const term of termsOf(text, stemsOf(input))) if (!seen.has(term.stem)) seen.set(term.stem, term);
		for (const { stem, word } of seen.values()) {
			stems.set(stem, (stems.get(stem) ?? 0) + 1);
			const forms = words.get(stem) ?? /* @__PURE__ */ new Map();
			words.set(stem, forms.set(word, (forms.get(word) ?? 0) + 1));
		}
	}
	return {
		stems,
		words
	};
}
function tally(values) {
	const counts = /* @__PURE__ */ new Map();
	for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
	return counts;
}
/** Ties go to the one that sorts first. */
function mostFrequent(counts) {
	return [...counts].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0];
}

// src/core/cluster/failure-signature.ts
const failureEvents = [
	"empty-retrieval",
	"tool-error",
	"loop",
	"timeout"
];
/** Measured on 400 synthetic failures of seven modes: adjusted Rand .92, against .74 for the best single axis. */
const defaultWeights = {
	text: .4,
	tools: .3,
	events: .1,
	dimensions: .2,
	version: 0,
	prompt: 0
};

// src/core/cluster/tf-idf.ts
/** Rows of term weights, each of length 1: log-scaled frequency × smoothed inverse document frequency. */
var TermVectors = class {
	rows;
	#ids;
	#idf;
	/** @param documents the terms of each, repeats included; a document without any is a row of nothing. */
	constructor(documents) {
		const ids = /* @__PURE__ */ new Map();
		const counted = documents.map((terms) => countTerms(terms, ids));
		const frequency = new Float64Array(ids.size);
		for (const row of counted) for (const id of row.keys()) frequency[id] = (frequency[id] ?? 0) + 1;
		this.#ids = ids;
		this.#idf = frequency.map((df) => Math.log((1 + documents.length) / (1 + df)) + 1);
		this.rows = counted.map((row) => this.#weigh(row));
	}
	/** By term the rows that have it, with its weight there. */
	rowsByTerm() {
		const lists = Array.from({ length: this.#idf.length }, () => []);
		for (const [row, terms] of this.rows.entries()) for (const [id, weight] of terms) lists[id]?.push({
			row,
			weight
		});
		return lists;
	}
	/** The row of a document that was not among those counted; terms that none of them had say nothing. */
	rowOf(terms) {
		const known = /* @__PURE__ */ new Map();
		for (const term of terms) {
			const id = this.#ids.get(term);
			if (id !== void 0) known.set(id, (known.get(id) ?? 0) + 1);
		}
		return this.#weigh(known);
	}
	#weigh(counts) {
		const row = /* @__PURE__ */ new Map();
		let square = 0;
		for (const [id, count] of counts) {
			const weight = (1 + Math.log(count)) * (this.#idf[id] ?? 0);
			row.set(id, weight);
			square += weight * weight;
		}
		const length = Math.sqrt(square);
		for (const [id, weight] of row) row.set(id, weight / length);
		return row;
	}
};
function countTerms(terms, ids) {
	const counts = /* @__PURE__ */ new Map();
	for (const term of terms) {
		let id = ids.get(term);
		if (id === void 0) {
			id = ids.size;
			ids.set(term, id);
		}
		counts.set(id, (counts.get(id) ?? 0) + 1);
	}
	return counts;
}
/** 1 − cosine of two rows, in [0, 1]: 0 for two rows of nothing, 1 where only one has anything. */
function cosineDistance(a, b) {
	if (a.size === 0 || b.size === 0) return a.size === b.size ? 0 : 1;
	const [small, large] = a.size < b.size ? [a, b] : [b, a];
	let dot = 0;
	for (const [id, weight] of small) dot += weight * (large.get(id) ?? 0);
	return Math.min(1, Math.max(0, 1 - dot));
}

// src/core/cluster/signature-distance.ts
/** More kinds than this, and their distances are measured pair by pair. */
const mostKinds = 2e3;
/** Measures how far failing sessions are from one another; terms are weighed by the sessions that it was made from. */
var SignatureSpace = class {
	points;
	#text;
	#tools;
	#weights;
	#total;
	/** Distances of all kinds but for their text, weighted; NaN where not measured yet. */
	#apart;
	#kinds;
	#kindOf;
	constructor(signatures, weights) {
		this.#weights = weights;
		this.#total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
		this.#text = new TermVectors(signatures.map(textTerms));
		this.#tools = new TermVectors(signatures.map(({ tools }) => toolTerms(tools)));
		const kinds = /* @__PURE__ */ new Map();
		this.points = signatures.map((signature, index) => {
			const key = kindOf(signature);
			const kind = kinds.get(key) ?? kinds.size;
			kinds.set(key, kind);
			return pointOf(signature, [this.#text.rows[index] ?? noTerms, this.#tools.rows[index] ?? noTerms], kind);
		});
		this.#kindOf = kinds;
		this.#kinds = kinds.size <= mostKinds ? kinds.size : 0;
		this.#apart = new Float64Array(this.#kinds * this.#kinds).fill(NaN);
	}
	/** A session that the space was not made from. */
	place(signature) {
		return pointOf(signature, [this.#text.rowOf(textTerms(signature)), this.#tools.rowOf(toolTerms(signature.tools))], this.#kindOf.get(kindOf(signature)) ?? -1);
	}
	/** The points at these places, none of which may be missing. */
	centreOf(places) {
		const members = places.map((place) => this.points[place]).filter((point) => point !== void 0);
		const text = /* @__PURE__ */ new Map();
		for (const point of members) for (const [id, weight] of point.text) text.set(id, (text.get(id) ?? 0) + weight / members.length);
		const kinds = Map.groupBy(members, ({ kind }) => kind);
		return {
			text,
			textless: members.filter((point) => point.text.size === 0).length / members.length,
			kinds: [...kinds.values()].flatMap((alike) => alike[0] === void 0 ? [] : [{
				like: alike[0],
				share: alike.length / members.length
			}])
		};
	}
	/** The mean of the distances from a point to the points of a centre. */
	meanDistance(point, { text, textless, kinds }) {
		let dot = point.text.size === 0 ? textless : 0;
		for (const [id, weight] of point.text) dot += weight * (text.get(id) ?? 0);
		let sum = this.#weights.text * (1 - dot);
		for (const { like, share } of kinds) sum += share * this.#apartFromText(point, like);
		return sum / this.#total;
	}
	/** In [0, 1]: the weighted mean of the distances on each axis; an axis of weight 0 is not looked at. */
	distance(a, b) {
		const { text } = this.#weights;
		return ((text > 0 ? text * cosineDistance(a.text, b.text) : 0) + this.#apartFromText(a, b)) / this.#total;
	}
	/** All distances i < j, row by row. The dot products of texts are summed term by term, over the rows that share one. */
	allDistances() {
		const { points } = this;
		const count = points.length;
		const distances = new Float32Array(count * (count - 1) / 2);
		const dots = new Float64Array(count);
		const { text } = this.#weights;
		const rowsWith = text > 0 ? this.#text.rowsByTerm() : [];
		let place = 0;
		for (const [i, a] of points.entries()) {
			dots.fill(0);
			if (text > 0) {
				for (const [term, weight] of a.text) for (const { row, weight: other } of rowsWith[term] ?? []) if (row > i) dots[row] = (dots[row] ?? 0) + weight * other;
			}
			for (let j = i + 1; j < count; j++) {
				const b = points[j];
				if (b === void 0) continue;
				const ofText = a.text.size === 0 && b.text.size === 0 ? 0 : text * Math.max(0, 1 - (dots[j] ?? 0));
				distances[place] = (ofText + this.#apartFromText(a, b)) / this.#total;
				place += 1;
			}
		}
		return distances;
	}
	#apartFromText(a, b) {
		const isKnown = this.#kinds > 0 && a.kind >= 0 && b.kind >= 0;
		const place = a.kind * this.#kinds + b.kind;
		const known = isKnown ? this.#apart[place] ?? NaN : NaN;
		if (!Number.isNaN(known)) return known;
		const { tools, events, dimensions, version, prompt } = this.#weights;
		let sum = 0;
		if (tools > 0) sum += tools * cosineDistance(a.tools, b.tools);
		if (events > 0) sum += events * bits(a.events ^ b.events) / failureEvents.length;
		if (dimensions > 0) sum += dimensions * jaccardDistance(a.marks, b.marks);
		if (version > 0) sum += version * jaccardDistance(a.version, b.version);
		if (prompt > 0) sum += prompt * jaccardDistance(a.prompt, b.prompt);
		if (isKnown) this.#apart[place] = sum;
		return sum;
	}
};
/** The same for signatures that differ in nothing but text, input and id. */
function kindOf({ tools, events, dimensions, marks, version, promptStructure }) {
	return JSON.stringify([
		tools,
		events,
		dimensions,
		marks,
		version,
		promptStructure
	]);
}
const noTerms = /* @__PURE__ */ new Map();
function textTerms({ text, input }) {
	return termsOf(text, stemsOf(input)).map(({ stem }) => stem);
}
function pointOf(signature, [text, tools], kind) {
	return {
		text,
		tools,
		kind,
		events: failureEvents.reduce((mask, event, bit) => signature.events.includes(event) ? mask | 1 << bit : mask, 0),
		marks: /* @__PURE__ */ new Set([...signature.dimensions.map((dimension) => `dimension ${dimension}`), ...signature.marks]),
		version: new Set(signature.version),
		prompt: new Set(signature.promptStructure)
	};
}
function bits(mask) {
	let count = 0;
	for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
	return count;
}
/** 1 − |A ∩ B| / |A ∪ B|; two empty sets are alike. */
function jaccardDistance(a, b) {
	if (a.size === 0 && b.size === 0) return 0;
	const both = a.intersection(b).size;
	return 1 - both / (a.size + b.size - both);
}

// src/core/cluster/cluster-sessions.ts
/** Where the sessions are more than `mostWhole`, a sample of `sampleSize` is clustered, and the others join it. */
const mostWhole = 4e3;
const sampleSize = 1500;
/** Fifty unrelated sessions stay below it, seven modes with a tenth of noise far above. */
const defaultSilhouetteFloor = .1;
/**
* Groups failing sessions by how they failed: weighted distances, average linkage, and the cut that separates best.
*
* The same sessions give the same clusters, in whatever order they come. Fewer than two groups are none.
*/
function clusterSessions(sessions, { weights = defaultWeights, silhouetteFloor = defaultSilhouetteFloor } = {}) {
	const sorted = sessions.toSorted((a, b) => a.sessionId < b.sessionId ? -1 : 1);
	const sample = sorted.length > mostWhole ? everyNth(sorted, sampleSize) : sorted;
	const space = new SignatureSpace(sample, weights);
	const { points } = space;
	const distances = space.allDistances();
	const distance = lookUp(distances, points.length);
	const tree = averageLinkage(distances.slice(), points.length);
	const cut = chooseCut(tree, points.length, distance);
	if (cut === void 0 || cut.silhouette < silhouetteFloor) return {
		clusters: [],
		...cut !== void 0 && { silhouette: cut.silhouette }
	};
	const groups = Array.from({ length: cut.count }, () => []);
	for (const [index, cluster] of cut.clusterOf.entries()) groups[cluster]?.push(index);
	const medoids = groups.map((group) => medoidOf(group, distance));
	const members = groups.map((group) => group.map((index) => sample[index]).filter(isThere));
	if (sample.length < sorted.length) {
		const centres = groups.map((group) => space.centreOf(group));
		const isSampled = new Set(sample);
		for (const signature of sorted) {
			if (isSampled.has(signature)) continue;
			const point = space.place(signature);
			const means = centres.map((centre) => space.meanDistance(point, centre));
			members[means.indexOf(Math.min(...means))]?.push(signature);
		}
	}
	return {
		clusters: labelClusters(members).map((label, index) => {
			const medoid = points[medoids[index] ?? 0];
			const first = sample[medoids[index] ?? 0]?.sessionId ?? "";
			return {
				...label,
				representative: first,
				sessions: byDistance(members[index] ?? [], {
					first,
					medoid,
					space
				})
			};
		}).toSorted((a, b) => b.sessions.length - a.sessions.length || (a.representative < b.representative ? -1 : 1)),
		silhouette: cut.silhouette
	};
}
/** Spread evenly over the order of ids, which says nothing about how a session failed. */
function everyNth(all, count) {
	return Array.from({ length: count }, (_, n) => all[Math.floor(n * all.length / count)]).filter(isThere);
}
function isThere(value) {
	return value !== void 0;
}
function between(space, a, b) {
	return a === void 0 || b === void 0 ? 1 : space.distance(a, b);
}
/** Looks distances up that stand row by row for i < j. */
function lookUp(distances, count) {
	return (i, j) => {
		if (i === j) return 0;
		const [low, high] = i < j ? [i, j] : [j, i];
		return distances[low * count - low * (low + 1) / 2 + high - low - 1] ?? 0;
	};
}
/** The member whose distances to all others add up to the least. */
function medoidOf(group, distance) {
	let best = group[0] ?? 0;
	let least = Number.POSITIVE_INFINITY;
	for (const one of group) {
		let sum = 0;
		for (const other of group) sum += distance(one, other);
		if (sum < least) {
			least = sum;
			best = one;
		}
	}
	return best;
}
function byDistance(members, { first, medoid, space }) {
	return members.map((signature) => ({
		id: signature.sessionId,
		distance: signature.sessionId === first ? -1 : between(space, space.place(signature), medoid)
	})).toSorted((a, b) => a.distance - b.distance || (a.id < b.id ? -1 : 1)).map(({ id }) => id);
}

// src/core/cluster/name-clusters.ts
/** Clusters that are less alike than this are two. */
const leastLikeness = .5;
/**
* Names clusters, by those of the triage before where they are the same: they share sessions, or, in sessions of
* another day, most words of their labels. The most alike pairs come first, and each name is given once.
*
* Without an older triage every cluster is new.
*/
function nameClusters(clusters, known = []) {
	const pairs = clusters.flatMap((cluster, index) => known.map((old) => ({
		index,
		old,
		alike: likeness(cluster, old)
	}))).filter(({ alike }) => alike >= leastLikeness).toSorted((a, b) => b.alike - a.alike || a.index - b.index || (a.old.id < b.old.id ? -1 : 1));
	const oldOf = /* @__PURE__ */ new Map();
	const taken = /* @__PURE__ */ new Set();
	for (const { index, old } of pairs) {
		if (oldOf.has(index) || taken.has(old.id)) continue;
		oldOf.set(index, old);
		taken.add(old.id);
	}
	const ids = new Set(known.map(({ id }) => id));
	return {
		clusters: clusters.map((cluster, index) => {
			const old = oldOf.get(index);
			const id = old?.id ?? freshId(cluster, ids);
			ids.add(id);
			return {
				...cluster,
				id,
				change: changeOf(cluster, old)
			};
		}),
		resolved: known.filter(({ id }) => !taken.has(id))
	};
}
/** The share of sessions that the smaller one has in the larger, or how much of their labels is the same; in [0, 1]. */
function likeness(cluster, old) {
	const ofSessions = new Set(cluster.sessions).intersection(new Set(old.sessions)).size / Math.min(cluster.sessions.length, old.sessions.length);
	const [a, b] = [labelOf$1(cluster), labelOf$1(old)];
	const both = a.intersection(b).size;
	return Math.max(ofSessions, both / Math.max(1, a.size + b.size - both));
}
function labelOf$1({ terms, dimension, path }) {
	return /* @__PURE__ */ new Set([
		...terms.map((term) => `term ${term}`),
		`dimension ${dimension ?? ""}`,
		`path ${JSON.stringify(path)}`
	]);
}
function freshId(cluster, taken) {
	const label = JSON.stringify([...labelOf$1(cluster)]);
	for (let n = 0;; n++) {
		const id = `c${createHash("sha256").update(`${label}${n}`).digest("hex").slice(0, 8)}`;
		if (!taken.has(id)) return id;
	}
}
function changeOf(cluster, old) {
	if (old === void 0) return "new";
	const more = cluster.sessions.length - old.sessions.length;
	if (more === 0) return "same";
	return more > 0 ? "grown" : "shrunk";
}

// src/core/cluster/triage.ts
/** Version of `triage.json`; readers refuse another major. */
const triageSchema = "tracegate.triage/1";
const newness = {
	new: 2,
	grown: 1.5,
	same: 1,
	shrunk: .75
};
const unknownSeverity = .5;
/** What is less lifted than this is chance. */
const leastLift = 1.25;
/** Sorts failing sessions into a queue of clusters, under the names that they had before. */
function triage(failing, options) {
	const { clusters: found, silhouette } = clusterSessions(failing, options);
	const { clusters, resolved } = nameClusters(found, options.known);
	const bySession = new Map(failing.map((one) => [one.sessionId, one]));
	const everywhere = countVersions(failing);
	const queue = clusters.map((cluster) => {
		const members = cluster.sessions.flatMap((id) => bySession.get(id) ?? []);
		const severity = severityOf(members, options.floors);
		return {
			...cluster,
			share: cluster.sessions.length / failing.length,
			severity,
			urgency: cluster.sessions.length * severity * newness[cluster.change],
			lifts: liftsOf(members, {
				everywhere,
				all: failing.length
			})
		};
	});
	const clustered = new Set(clusters.flatMap(({ sessions }) => sessions));
	return {
		schema: triageSchema,
		sessions: options.sessions,
		failing: failing.length,
		queue: queue.toSorted((a, b) => b.urgency - a.urgency || (a.id < b.id ? -1 : 1)),
		unclustered: failing.map(({ sessionId }) => sessionId).filter((id) => !clustered.has(id)),
		...silhouette !== void 0 && { silhouette },
		resolved
	};
}
function severityOf(members, floors) {
	return members.flatMap(({ dimensions }) => dimensions).flatMap((dimension) => floors.get(dimension) ?? []).reduce((most, floor) => Math.max(most, floor), 0) || unknownSeverity;
}
function countVersions(signatures) {
	const counts = /* @__PURE__ */ new Map();
	for (const { version } of signatures) for (const one of new Set(version)) counts.set(one, (counts.get(one) ?? 0) + 1);
	return counts;
}
function liftsOf(members, { everywhere, all }) {
	return [...countVersions(members)].map(([version, sessions]) => ({
		version,
		sessions,
		lift: sessions / members.length / ((everywhere.get(version) ?? all) / all)
	})).filter(({ lift }) => lift >= leastLift).toSorted((a, b) => b.lift - a.lift || (a.version < b.version ? -1 : 1));
}

// src/app/triage-sessions.ts
/**
* Reads sessions, keeps of those that fail what clustering sees of them, and sorts these into a queue.
*
* @throws UserError `SESSIONS_NONE` where the files hold no session at all.
*/
async function triageSessions(request) {
	const { scorer = standardScorer(), source, signal } = request;
	const failing = [];
	const dropped = [];
	const seen = /* @__PURE__ */ new Set();
	const ids = /* @__PURE__ */ new Set();
	let sessions = 0;
	let duplicates = 0;
	for await (const item of source.read(...request.files)) {
		if (signal.aborted) break;
		if (item.kind === "dropped") dropped.push(...item.dropped);
		if (item.kind === "unreadable") throw item.error;
		if (item.kind !== "session") continue;
		const digest = digestSession(item.session);
		if (seen.has(digest)) {
			duplicates += 1;
			continue;
		}
		seen.add(digest);
		sessions += 1;
		request.onSession?.(sessions);
		const signature = describeFailure(item.session, scorer.checks(item.session));
		if (signature !== void 0) failing.push(withOwnId(signature, ids));
	}
	if (sessions === 0) throw new UserError("SESSIONS_NONE", `No session in ${request.files.length === 1 ? "the file" : `${request.files.length} files`}.`, "Give files that `tracegate import --dry-run` can read.");
	const { floors, known } = request;
	return {
		triage: triage(failing, {
			sessions,
			floors,
			known
		}),
		dropped,
		duplicates
	};
}
/** Ids of several files may collide. */
function withOwnId(signature, ids) {
	let sessionId = signature.sessionId;
	for (let n = 2; ids.has(sessionId); n++) sessionId = `${signature.sessionId}#${n}`;
	ids.add(sessionId);
	return {
		...signature,
		sessionId
	};
}

// src/core/cluster/triage-file.ts
const text = string().max(2e3);
/** What is read again of `triage.json`: the names and members of its clusters. */
const triageFile = object({
	schema: literal(triageSchema),
	queue: array(object({
		id: string().regex(/^c[0-9a-f]{8}$/),
		terms: array(text),
		dimension: text.exactOptional(),
		path: array(text),
		sessions: array(text)
	}))
});
/**
* The clusters of an older triage.
*
* @throws UserError `TRIAGE_UNREADABLE` where the text is no `triage.json`, or one of another major.
*/
function parseTriage(json, place) {
	let value;
	try {
		value = JSON.parse(json);
	} catch (cause) {
		throw unreadable(place, "it is no JSON", cause);
	}
	const parsed = triageFile.safeParse(value);
	if (parsed.success) return parsed.data.queue;
	const [issue] = parsed.error.issues;
	throw unreadable(place, `\`${(issue?.path ?? []).join(".")}\`: ${issue?.message ?? "another shape"}`);
}
function unreadable(place, why, cause) {
	return new UserError("TRIAGE_UNREADABLE", `${place} is no triage of this version of Tracegate: ${why}.`, "Give the triage.json of an earlier `tracegate triage`, or leave --against out.", { cause });
}

// src/compose/compose-triage.ts
const largestTriage = 268435456;
/**
* What a triage knows and where it goes.
*
* @throws UserError where the older triage or the configuration cannot be read. That there is none is fine.
*/
async function composeTriage(cwd, options) {
	const out = resolve(cwd, options.out);
	const known = options.against === void 0 ? [] : await readKnown(resolve(cwd, options.against));
	return {
		floors: await readFloors(resolve(cwd, options.root), options.config),
		known,
		write: (text) => projectWriter(dirname(out)).write(basename(out), text)
	};
}
async function readFloors(root, path) {
	const source = await projectFiles(root).readFile(path);
	if (source.kind === "unreadable" && source.reason === "missing") return /* @__PURE__ */ new Map();
	const { config, problems } = readConfig(source);
	if (config === void 0 || problems.length > 0) throw new UserError("CONFIG_INVALID", `${join(root, path)} cannot be used.`, "Mend the places above.", { problems });
	return new Map(Object.entries(config.gate.dimensions).map(([name, { floor }]) => [name, floor]));
}
async function readKnown(path) {
	const source = await projectFiles(dirname(path)).readFile(basename(path), largestTriage);
	if (source.kind === "text") return parseTriage(source.text, path);
	throw new UserError("TRIAGE_UNREADABLE", `${path} cannot be read: ${unreadableProblem(source).message}`, "Give the triage.json of an earlier `tracegate triage`, or leave --against out.");
}

// src/core/report/triage-summary.ts
/** How many lifted versions of a cluster are told. */
const mostLifts = 3;
/** The queue of a triage for a terminal, without a line break at the end. */
function renderTriage(triage) {
	const { sessions, failing, queue, unclustered, resolved, silhouette } = triage;
	const head = `${failing} of ${countOf(sessions, "session")} failed`;
	if (failing === 0) return `${head}: nothing to look at.`;
	if (queue.length === 0) return [`${head}, and no clusters were found${silhouette === void 0 ? "" : ` (best silhouette ${silhouette.toFixed(2)})`}: they have nothing in common that tells them apart.`, ...listed(unclustered)].join("\n");
	return [
		`${head}, in ${countOf(queue.length, "cluster")}. The most urgent first:`,
		...queue.flatMap((entry, place) => ["", ...describeEntry(entry, place + 1)]),
		...unclustered.length === 0 ? [] : ["", `In no cluster: ${unclustered.length}`],
		...resolved.length === 0 ? [] : ["", `Gone since then: ${resolved.map(labelOf).join(" · ")}`]
	].join("\n");
}
function describeEntry(entry, place) {
	const { sessions, share, change, dimension, path, representative, lifts, id } = entry;
	const count = `${countOf(sessions.length, "session")} (${Math.round(share * 100)} %)`;
	const since = change === "same" ? "" : ` · ${change}`;
	const told = lifts.slice(0, mostLifts).map(({ version, lift }) => `${version} ×${lift.toFixed(1)}`);
	return [
		`${place}. ${labelOf(entry)}  [${id}]`,
		`   ${count}${since}${dimension === void 0 ? "" : ` · ${dimension}`}`,
		...path.length === 0 ? [] : [`   ${path.join(" → ")}`],
		`   representative: ${representative}`,
		...told.length === 0 ? [] : [`   more often with: ${told.join(", ")}`]
	];
}
function labelOf({ terms, dimension, id }) {
	return terms.length === 0 ? dimension ?? id : terms.join(", ");
}
const mostListed = 20;
function listed(ids) {
	const left = ids.length - mostListed;
	return [...ids.slice(0, mostListed).map((id) => `  ${id}`), ...left > 0 ? [`  … and ${left} more`] : []];
}

// src/cli/commands/triage.ts
/** `tracegate triage`: the queue of what failed. */
async function triageCommand(files, options, io) {
	const surroundings = await composeTriage(io.cwd, options);
	const interrupt = new AbortController();
	const unsubscribe = io.onInterrupt(() => interrupt.abort());
	try {
		const { triage, dropped, duplicates } = await triageSessions({
			files,
			source: composeSessionSource(resolve(io.cwd), { format: options.format }),
			floors: surroundings.floors,
			known: surroundings.known,
			signal: interrupt.signal
		});
		if (interrupt.signal.aborted) return exitCodes.interrupted;
		surroundings.write(renderJson(triage));
		for (const { file, path, reason, count } of dropped) io.stderr.write(terminalLines(`dropped: ${file} ${path}: ${reason} (${count})\n`));
		if (duplicates > 0) io.stderr.write(`${countOf(duplicates, "session")} stood there more than once.\n`);
		if (options.json) io.stdout.write(renderJson(triage));
		else io.stdout.write(`${terminalLines(`${renderTriage(triage)}\n\nThe whole queue: ${options.out}`)}\n`);
		return exitCodes.pass;
	} finally {
		unsubscribe();
	}
}

export { triageCommand };