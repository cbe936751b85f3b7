import { i as toolTerms, n as termsOf, r as toolPath, t as stemsOf } from "./terms-B4fh0IQ9.js";

// src/core/cluster/cluster-labels.ts
const mostTerms = 4;
const leastLift = 1.25;
const leastShare = .05;
const leastOnPath = 1 / 3;
const emptyWords = stemsOf(`states stated holds support supports nothing result message text called call calls argument arguments twice times
  again turn found made contains contain find tool policy given gave asks asked list same first final step steps plan
  failed fails tried look whether taken effect admit meets meet schema none another say get got use used using
  ask tell told let know want need like one two
  please thank thanks welcome feel free glad happy hello hey dear sorry apologize apologise apologies inconvenience
  assist assistance help helped helping further anything something everything question questions concern concerns
  great day nice best wishes enjoy sure certainly however now still well reach safe within either neither seem seems
  happen happened never first upon yet via without eur euro euros usd gbp dollar dollars`);
function labelClusters(clusters) {
	const counts = clusters.map((signatures) => countTerms$1(signatures));
	const everywhere = /* @__PURE__ */ new Map();
	let all = 0;
	for (const { stems } of counts) for (const [stem, count] of stems) {
		everywhere.set(stem, (everywhere.get(stem) ?? 0) + count);
		all += count;
	}
	const mean = all / Math.max(1, clusters.length);
	const sessions = clusters.reduce((sum, signatures) => sum + signatures.length, 0);
	return clusters.map((signatures, index) => {
		const { stems, words } = counts[index] ?? countTerms$1([]);
		const isAlone = signatures.length === 1;
		const others = sessions - signatures.length;
		const least = isAlone ? 1 : Math.max(2, leastShare * signatures.length);
		const terms = [...stems].flatMap(([stem, count]) => {
			const total = everywhere.get(stem) ?? count;
			const lacking = 1 - (others === 0 ? 0 : (total - count) / others) / (count / signatures.length);
			if (count < least || lacking < 1 - 1 / leastLift) return [];
			return [{
				stem,
				weight: count * Math.log(1 + mean / total) * lacking
			}];
		}).toSorted((a, b) => b.weight - a.weight || (isAlone ? 0 : b.stem.length - a.stem.length || (a.stem < b.stem ? -1 : 1))).slice(0, mostTerms).map(({ stem }) => mostFrequent(words.get(stem) ?? /* @__PURE__ */ new Map()) ?? stem);
		const dimension = mostFrequent(tally(signatures.flatMap(({ dimensions }) => dimensions)));
		return {
			terms,
			...dimension !== void 0 && { dimension },
			path: commonPath(signatures)
		};
	});
}
function commonPath(signatures) {
	const paths = signatures.map(({ tools }) => toolPath(tools));
	const counts = tally(paths.map((path) => JSON.stringify(path)));
	const modal = mostFrequent(counts) ?? "";
	if ((counts.get(modal) ?? 0) >= leastOnPath * signatures.length) return paths.find((path) => JSON.stringify(path) === modal) ?? [];
	const firsts = /* @__PURE__ */ new Map();
	for (const path of paths) for (const tool of new Set(path)) {
		const first = firsts.get(tool) ?? {
			sessions: 0,
			sum: 0
		};
		first.sessions += 1;
		first.sum += path.indexOf(tool) / path.length;
		firsts.set(tool, first);
	}
	return [...firsts].filter(([, { sessions }]) => 2 * sessions >= signatures.length).map(([tool, { sessions, sum }]) => ({
		tool,
		place: sum / sessions
	})).toSorted((a, b) => a.place - b.place || (a.tool < b.tool ? -1 : 1)).map(({ tool }) => tool);
}
const code = /`[^`\n]*`/g;
function countTerms$1(signatures) {
	const stems = /* @__PURE__ */ new Map();
	const words = /* @__PURE__ */ new Map();
	for (const { text, input } of signatures) {
		const seen = /* @__PURE__ */ new Map();
		const masked = stemsOf(input).union(emptyWords);
		for (const term of termsOf(text.replaceAll(code, " "), masked)) if (!seen.has(term.stem)) seen.set(term.stem, term);
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
const defaultWeights = {
	text: .4,
	tools: .3,
	events: .1,
	dimensions: .2,
	version: 0,
	prompt: 0
};

// src/core/cluster/map-positions.ts
const mostLandmarks = 150;
const rounds = 200;
function mapPositions(count, distance) {
	const landmarks = Array.from({ length: Math.min(count, mostLandmarks) }, (_, n) => Math.floor(n * count / Math.min(count, mostLandmarks)));
	const squares = landmarks.map((a) => landmarks.map((b) => distance(a, b) ** 2));
	const means = squares.map(meanOf);
	const mean = meanOf(means);
	const centred = squares.map((row, a) => row.map((square, b) => -.5 * (square - (means[a] ?? 0) - (means[b] ?? 0) + mean)));
	const first = leadingVector(centred);
	const second = leadingVector(centred.map((row, a) => row.map((value, b) => value - first.value * (first.vector[a] ?? 0) * (first.vector[b] ?? 0))));
	return intoSquare(Array.from({ length: count }, (_, point) => {
		const offsets = landmarks.map((one, at) => distance(point, one) ** 2 - (means[at] ?? 0));
		return {
			x: coordinate(offsets, first),
			y: coordinate(offsets, second)
		};
	}));
}
const negligible = 1e-9;
function coordinate(offsets, { vector, value }) {
	if (value <= negligible) return 0;
	return -.5 * offsets.reduce((sum, offset, at) => sum + offset * (vector[at] ?? 0), 0) / Math.sqrt(value);
}
function leadingVector(matrix) {
	let vector = unit(matrix.map((_, index) => 1 + index * 7919 % 101 / 101));
	let value = 0;
	for (let round = 0; round < rounds; round++) {
		const next = matrix.map((row) => row.reduce((sum, cell, at) => sum + cell * (vector[at] ?? 0), 0));
		value = Math.hypot(...next);
		if (value <= negligible) return {
			vector,
			value: 0
		};
		vector = unit(next);
	}
	return {
		vector: vector.reduce((most, part) => Math.abs(part) > Math.abs(most) ? part : most, 0) < 0 ? vector.map((part) => -part) : vector,
		value
	};
}
function unit(vector) {
	const length = Math.hypot(...vector) || 1;
	return vector.map((part) => part / length);
}
function intoSquare(places) {
	const [x, y] = [rangeOf(places.map((one) => one.x)), rangeOf(places.map((one) => one.y))];
	const widest = Math.max(x.width, y.width);
	const scale = widest <= negligible ? 0 : 1 / widest;
	return places.map((place) => ({
		x: rounded(.5 + (place.x - x.middle) * scale),
		y: rounded(.5 + (place.y - y.middle) * scale)
	}));
}
function rangeOf(values) {
	let low = Number.POSITIVE_INFINITY;
	let high = Number.NEGATIVE_INFINITY;
	for (const value of values) {
		low = Math.min(low, value);
		high = Math.max(high, value);
	}
	return {
		middle: (low + high) / 2,
		width: high - low
	};
}
function rounded(value) {
	return Math.min(1, Math.max(0, Math.round(value * 1e3) / 1e3));
}
function meanOf(values) {
	return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

// src/core/cluster/average-linkage.ts
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
const finestCut = 40;
const mostClusters = 12;
const nearlyBest = .02;
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
		if (groups.length < 2 || groups.length > 12) continue;
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

// src/core/cluster/tf-idf.ts
var TermVectors = class {
	rows;
	#ids;
	#idf;
	#strangeIdf;
	constructor(documents) {
		const ids = /* @__PURE__ */ new Map();
		const counted = documents.map((terms) => countTerms(terms, ids));
		const frequency = new Float64Array(ids.size);
		for (const row of counted) for (const id of row.keys()) frequency[id] = (frequency[id] ?? 0) + 1;
		this.#ids = ids;
		this.#idf = frequency.map((df) => Math.log((1 + documents.length) / (1 + df)) + 1);
		this.#strangeIdf = Math.log(1 + documents.length) + 1;
		this.rows = counted.map((row) => this.#weigh(row));
	}
	rowsByTerm() {
		const lists = Array.from({ length: this.#idf.length }, () => []);
		for (const [row, terms] of this.rows.entries()) for (const [id, weight] of terms) lists[id]?.push({
			row,
			weight
		});
		return lists;
	}
	rowOf(terms) {
		const known = /* @__PURE__ */ new Map();
		for (const term of terms) {
			const id = this.#ids.get(term);
			if (id !== void 0) known.set(id, (known.get(id) ?? 0) + 1);
		}
		return this.#weigh(known);
	}
	knownPart(terms) {
		const counts = Map.groupBy(terms, (term) => term);
		let [known, all] = [0, 0];
		for (const [term, repeats] of counts) {
			const id = this.#ids.get(term);
			const idf = id === void 0 ? this.#strangeIdf : this.#idf[id] ?? 0;
			const square = ((1 + Math.log(repeats.length)) * idf) ** 2;
			all += square;
			if (id !== void 0) known += square;
		}
		return all === 0 ? 0 : Math.sqrt(known / all);
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
function cosineDistance(a, b) {
	if (a.size === 0 || b.size === 0) return a.size === b.size ? 0 : 1;
	const [small, large] = a.size < b.size ? [a, b] : [b, a];
	let dot = 0;
	for (const [id, weight] of small) dot += weight * (large.get(id) ?? 0);
	return Math.min(1, Math.max(0, 1 - dot));
}

// src/core/cluster/signature-distance.ts
const mostKinds = 2e3;
var SignatureSpace = class {
	points;
	#text;
	#tools;
	#weights;
	#total;
	#apart;
	#kinds;
	#kindOf;
	#vectors;
	constructor(signatures, weights, vectors) {
		this.#weights = weights;
		this.#vectors = vectors;
		this.#total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
		this.#text = new TermVectors(signatures.map(textTerms));
		this.#tools = new TermVectors(signatures.map(({ tools }) => toolTerms(tools)));
		const kinds = /* @__PURE__ */ new Map();
		this.points = signatures.map((signature, index) => {
			const key = kindOf(signature);
			const kind = kinds.get(key) ?? kinds.size;
			kinds.set(key, kind);
			const rows = [this.#text.rows[index] ?? noTerms, this.#tools.rows[index] ?? noTerms];
			return this.#withVector(pointOf(signature, rows, kind), signature);
		});
		this.#kindOf = kinds;
		this.#kinds = kinds.size <= mostKinds ? kinds.size : 0;
		this.#apart = new Float64Array(this.#kinds * this.#kinds).fill(NaN);
	}
	place(signature) {
		const text = this.#text.rowOf(textTerms(signature));
		const tools = this.#tools.rowOf(toolTerms(signature.tools));
		const kind = this.#kindOf.get(kindOf(signature)) ?? -1;
		return this.#withVector(pointOf(signature, [text, tools], kind), signature);
	}
	#withVector(point, { sessionId }) {
		const vector = this.#vectors?.get(sessionId);
		return vector === void 0 ? point : {
			...point,
			vector
		};
	}
	centreOf(places) {
		const members = places.map((place) => this.points[place]).filter((point) => point !== void 0);
		const text = /* @__PURE__ */ new Map();
		for (const point of members) for (const [id, weight] of point.text) text.set(id, (text.get(id) ?? 0) + weight / members.length);
		const kinds = Map.groupBy(members, ({ kind }) => kind);
		const vector = meanVector(members.flatMap((point) => point.vector ?? []));
		return {
			...vector !== void 0 && { vector },
			text,
			textless: members.filter((point) => point.text.size === 0).length / members.length,
			kinds: [...kinds.values()].flatMap((alike) => alike[0] === void 0 ? [] : [{
				like: alike[0],
				share: alike.length / members.length
			}])
		};
	}
	meanDistance(point, { text, textless, kinds, vector }) {
		let dot = point.text.size === 0 ? textless : 0;
		if (point.vector !== void 0 && vector !== void 0) dot = dotOf(point.vector, vector);
		else for (const [id, weight] of point.text) dot += weight * (text.get(id) ?? 0);
		let sum = this.#weights.text * (1 - dot);
		for (const { like, share } of kinds) sum += share * this.#apartFromText(point, like);
		return sum / this.#total;
	}
	distance(a, b) {
		const { text } = this.#weights;
		return ((text > 0 ? text * textDistance(a, b) : 0) + this.#apartFromText(a, b)) / this.#total;
	}
	allDistances() {
		const { points } = this;
		const count = points.length;
		const distances = new Float32Array(count * (count - 1) / 2);
		const dots = new Float64Array(count);
		const { text } = this.#weights;
		const isDense = this.#vectors !== void 0;
		const rowsWith = text > 0 && !isDense ? this.#text.rowsByTerm() : [];
		let place = 0;
		for (const [i, a] of points.entries()) {
			dots.fill(0);
			if (text > 0 && !isDense) {
				for (const [term, weight] of a.text) for (const { row, weight: other } of rowsWith[term] ?? []) if (row > i) dots[row] = (dots[row] ?? 0) + weight * other;
			}
			for (let j = i + 1; j < count; j++) {
				const b = points[j];
				if (b === void 0) continue;
				const ofWords = a.text.size === 0 && b.text.size === 0 ? 0 : Math.max(0, 1 - (dots[j] ?? 0));
				const ofText = text * (isDense ? textDistance(a, b) : ofWords);
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
function textDistance(a, b) {
	if (a.vector === void 0 || b.vector === void 0) return cosineDistance(a.text, b.text);
	return Math.min(1, Math.max(0, 1 - dotOf(a.vector, b.vector)));
}
function dotOf(a, b) {
	let dot = 0;
	for (let index = 0; index < a.length; index++) dot += (a[index] ?? 0) * (b[index] ?? 0);
	return dot;
}
function meanVector(vectors) {
	const [first] = vectors;
	if (first === void 0) return void 0;
	const mean = new Float32Array(first.length);
	for (const vector of vectors) for (let index = 0; index < mean.length; index++) mean[index] = (mean[index] ?? 0) + (vector[index] ?? 0) / vectors.length;
	return mean;
}
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
function jaccardDistance(a, b) {
	if (a.size === 0 && b.size === 0) return 0;
	const both = a.intersection(b).size;
	return 1 - both / (a.size + b.size - both);
}

// src/core/cluster/split-large.ts
function cutSessions(sessions, { weights, vectors }) {
	const space = new SignatureSpace(sessions, weights, vectors);
	const distances = space.allDistances();
	const distance = lookUp(distances, sessions.length);
	const tree = averageLinkage(distances.slice(), sessions.length);
	return {
		space,
		distance,
		cut: chooseCut(tree, sessions.length, distance)
	};
}
function splitLarge(sessions, cut, options) {
	const groups = Array.from({ length: cut.count }, () => []);
	for (const [index, cluster] of cut.clusterOf.entries()) groups[cluster]?.push(index);
	const large = groups.find((group) => group.length * 2 > sessions.length);
	if (large === void 0) return groups;
	const { cut: inner } = cutSessions(large.flatMap((index) => sessions[index] ?? []), options);
	if (inner === void 0 || inner.silhouette < cut.silhouette) return groups;
	if (cut.count - 1 + inner.count > 12) return groups;
	const parts = Array.from({ length: inner.count }, () => []);
	for (const [index, part] of inner.clusterOf.entries()) parts[part]?.push(large[index] ?? 0);
	return [...groups.filter((group) => group !== large), ...parts];
}
function lookUp(distances, count) {
	return (i, j) => {
		if (i === j) return 0;
		const [low, high] = i < j ? [i, j] : [j, i];
		return distances[low * count - low * (low + 1) / 2 + high - low - 1] ?? 0;
	};
}

// src/core/cluster/cluster-sessions.ts
const mostWhole = 4e3;
const sampleSize = 1500;
const defaultSilhouetteFloor = .1;
function clusterSessions(sessions, { weights = defaultWeights, silhouetteFloor = defaultSilhouetteFloor, vectors } = {}) {
	const sorted = sessions.toSorted((a, b) => a.sessionId < b.sessionId ? -1 : 1);
	const most = vectors === void 0 ? mostWhole : sampleSize;
	const sample = sorted.length > most ? everyNth(sorted, sampleSize) : sorted;
	const { space, distance, cut } = cutSessions(sample, {
		weights,
		vectors
	});
	const { points } = space;
	const places = mapPositions(points.length, distance);
	const positions = new Map(sample.map(({ sessionId }, index) => [sessionId, places[index] ?? middle]));
	if (cut === void 0 || cut.silhouette < silhouetteFloor) {
		const silhouette = cut === void 0 ? {} : { silhouette: cut.silhouette };
		for (const { sessionId } of sorted) if (!positions.has(sessionId)) positions.set(sessionId, middle);
		return {
			clusters: [],
			positions,
			...silhouette
		};
	}
	const groups = splitLarge(sample, cut, {
		weights,
		vectors
	});
	const medoids = groups.map((group) => medoidOf(group, distance));
	const members = groups.map((group) => group.map((index) => sample[index]).filter(isThere));
	const toMedoid = /* @__PURE__ */ new Map();
	for (const [cluster, group] of groups.entries()) for (const index of group) {
		const signature = sample[index];
		if (signature !== void 0) toMedoid.set(signature, distance(index, medoids[cluster] ?? 0));
	}
	if (sample.length < sorted.length) {
		const centres = groups.map((group) => space.centreOf(group));
		const centrePlaces = medoids.map((medoid) => places[medoid] ?? middle);
		const isSampled = new Set(sample);
		for (const signature of sorted) {
			if (isSampled.has(signature)) continue;
			const point = space.place(signature);
			const means = centres.map((centre) => space.meanDistance(point, centre));
			const nearest = means.indexOf(Math.min(...means));
			members[nearest]?.push(signature);
			toMedoid.set(signature, between(space, point, points[medoids[nearest] ?? 0]));
			positions.set(signature.sessionId, placeBetween(centrePlaces, means));
		}
	}
	return {
		clusters: labelClusters(members).map((label, index) => {
			const first = sample[medoids[index] ?? 0]?.sessionId ?? "";
			return {
				...label,
				representative: first,
				sessions: byDistance(members[index] ?? [], first, toMedoid)
			};
		}).toSorted((a, b) => b.sessions.length - a.sessions.length || (a.representative < b.representative ? -1 : 1)),
		silhouette: cut.silhouette,
		positions
	};
}
const middle = {
	x: .5,
	y: .5
};
function placeBetween(centres, distances) {
	let [x, y, total] = [
		0,
		0,
		0
	];
	for (const [index, centre] of centres.entries()) {
		const weight = 1 / (.01 + (distances[index] ?? 1)) ** 4;
		x += weight * centre.x;
		y += weight * centre.y;
		total += weight;
	}
	return {
		x: Math.round(1e3 * x / total) / 1e3,
		y: Math.round(1e3 * y / total) / 1e3
	};
}
function everyNth(all, count) {
	return Array.from({ length: count }, (_, n) => all[Math.floor(n * all.length / count)]).filter(isThere);
}
function isThere(value) {
	return value !== void 0;
}
function between(space, a, b) {
	return a === void 0 || b === void 0 ? 1 : space.distance(a, b);
}
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
function byDistance(members, first, toMedoid) {
	return members.map((signature) => ({
		id: signature.sessionId,
		distance: signature.sessionId === first ? -1 : toMedoid.get(signature) ?? 1
	})).toSorted((a, b) => a.distance - b.distance || (a.id < b.id ? -1 : 1)).map(({ id }) => id);
}

// src/core/cluster/nearest-case.ts
const leastLikeness = .5;
function askedIn({ turns }) {
	return turns.map(({ user }) => user).join("\n");
}
function askedBy({ user, title }) {
	switch (user.kind) {
		case "conversation": return user.turns.join("\n");
		case "scripted": return [user.goal, ...user.turns].join("\n");
		case "machine": return [user.goal, ...Object.values(user.states).flatMap(({ say }) => say)].join("\n");
		case "model": return [
			title,
			user.goal,
			user.opening ?? ""
		].join("\n");
	}
}
var CaseSpace = class {
	#cases;
	#vectors;
	constructor(cases) {
		this.#cases = cases;
		this.#vectors = new TermVectors(cases.map((one) => stems(askedBy(one))));
	}
	likenessTo(text) {
		const terms = stems(text);
		const row = this.#vectors.rowOf(terms);
		if (row.size === 0) return this.#cases.map(() => 0);
		const known = this.#vectors.knownPart(terms);
		return this.#vectors.rows.map((other) => known * (1 - cosineDistance(row, other)));
	}
	nearest(text) {
		let best;
		for (const [index, likeness] of this.likenessTo(text).entries()) {
			const one = this.#cases[index];
			if (one !== void 0 && likeness > (best?.likeness ?? 0)) best = {
				one,
				likeness
			};
		}
		if (best === void 0) return void 0;
		const { one, likeness } = best;
		return {
			id: one.id,
			file: one.file,
			likeness: Math.round(likeness * 1e3) / 1e3,
			isGuarding: one.status === "guarding" && likeness >= leastLikeness
		};
	}
};
function stems(text) {
	return termsOf(text).map(({ stem }) => stem);
}

export { defaultWeights as i, askedIn as n, clusterSessions as r, CaseSpace as t };