// src/core/trace/import/imported.ts
/** Every format that can be imported. */
const importFormats = [
	"otlp",
	"chat-log",
	"openinference",
	"langfuse",
	"langsmith",
	"tau2",
	"atif",
	"openai-responses",
	"anthropic",
	"swe-agent",
	"session"
];
/** The place of a child: an index of an array or a key of an object, escaped as RFC 6901 asks. */
function childPlace(place, key) {
	const { piece } = place;
	const shift = piece !== void 0 && piece.list === place.path ? piece.firstIndex : 0;
	const step = typeof key === "number" ? key + shift : key;
	const token = String(step).replaceAll("~", "~0").replaceAll("/", "~1");
	return {
		...place,
		path: `${place.path}/${token}`
	};
}
/** How many kinds of loss are told apart. */
const mostKinds = 1e4;
const tooMany = `loss of a further kind: more than ${mostKinds} are not told apart`;
/**
* Collects what an import drops. The same loss in many records is one entry with its first place and its count.
*
* Losses are the same when their reason is the same and their paths differ in array indices only.
*/
var DropList = class {
	#file;
	#entries = /* @__PURE__ */ new Map();
	constructor(file) {
		this.#file = file;
	}
	add(place, reason) {
		const file = place.file ?? this.#file;
		const kind = `${file}\n${place.path.replaceAll(/\/\d+(?=\/|$)/g, "/*")}\n${reason}`;
		const entry = this.#entries.get(kind) ?? this.#begin(kind, {
			...place,
			file
		}, reason);
		entry.count += 1;
	}
	/** Losses beyond the cap share an entry: a file must not fill the memory by losing each value in a way of its own. */
	#begin(kind, place, reason) {
		const isFull = this.#entries.size >= mostKinds;
		const key = isFull ? "" : kind;
		const known = this.#entries.get(key);
		if (known !== void 0) return known;
		const entry = {
			first: place,
			reason: isFull ? tooMany : reason,
			count: 0
		};
		this.#entries.set(key, entry);
		return entry;
	}
	list() {
		return [...this.#entries.values()].map(({ first, reason, count }) => ({
			file: first.file,
			...first.line !== void 0 && { line: first.line },
			path: first.path,
			reason,
			count
		}));
	}
};

export { childPlace as n, importFormats as r, DropList as t };