import { t as describeThrown } from "./describe-thrown-DYcnfZie.js";
import { t as printable } from "./printable-D3kid4aB.js";

// src/core/agent/capture-json.ts
/** Deepest nesting that is recorded or accepted; readers of sessions may recurse. */
const maxNesting = 64;
/** Longest value that is recorded whole, in characters. */
const maxValueChars = 1048576;
/**
* A copy of any value as JSON, taken now: what the agent changes later is not seen.
*
* Never throws. What JSON drops or cannot hold (functions, cycles, NaN, bytes, text over the limit)
* stands as `[lost: …]` in its place, so that no evaluator takes it for empty. `undefined` is null
* as a value or list item, and is left out of objects, as in JSON.
*/
function captureJson(value, maxChars = maxValueChars) {
	const capture = new Capture(maxChars);
	return {
		value: capture.copy(value, "", 0),
		chars: maxChars - capture.charsLeft,
		lossy: capture.lossy
	};
}
var Capture = class {
	lossy = [];
	charsLeft;
	#maxChars;
	#ancestors = /* @__PURE__ */ new Set();
	constructor(maxChars) {
		this.#maxChars = maxChars;
		this.charsLeft = maxChars;
	}
	copy(value, path, depth) {
		switch (typeof value) {
			case "string": return this.#text(value, path);
			case "boolean":
				this.charsLeft -= 5;
				return value;
			case "number":
				this.charsLeft -= 8;
				return Number.isFinite(value) ? value : this.#lost(path, String(value));
			case "undefined":
				this.charsLeft -= 4;
				return null;
			case "bigint":
				this.#note(path, "bigint as text");
				return this.#text(String(value), path);
			case "function":
			case "symbol": return this.#lost(path, typeof value);
			case "object": return value === null ? null : this.#object(value, path, depth);
		}
	}
	#object(value, path, depth) {
		this.charsLeft -= 2;
		if (this.#ancestors.has(value)) return this.#lost(path, "cycle");
		if (depth >= 64) return this.#lost(path, `nested deeper than ${64}`);
		this.#ancestors.add(value);
		try {
			return this.#structure(value, path, depth);
		} catch (error) {
			return this.#lost(path, `unreadable, ${describeThrown(error)}`);
		} finally {
			this.#ancestors.delete(value);
		}
	}
	#structure(value, path, depth) {
		if (Array.isArray(value)) return this.#list(value, path, depth);
		if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return this.#lost(path, `${value.byteLength} bytes`);
		if (value instanceof Promise) return this.#lost(path, "a promise that was not awaited");
		if (value instanceof Map || value instanceof Set) {
			this.#note(path, `${value instanceof Map ? "Map" : "Set"} as a list`);
			return this.#list(value, path, depth);
		}
		const toJson = Reflect.get(value, "toJSON");
		if (typeof toJson === "function") return this.copy(Reflect.apply(toJson, value, [""]), path, depth + 1);
		if (value instanceof Error) {
			this.#note(path, "error as its name and message");
			return {
				name: this.#text(value.name, path),
				message: this.#text(value.message, path)
			};
		}
		const prototype = Object.getPrototypeOf(value);
		if (prototype !== Object.prototype && prototype !== null) {
			const name = printable(value.constructor.name, 60);
			if (name !== "Object") this.#note(path, `${name || "class instance"} as a plain object`);
		}
		return this.#record(value, path, depth);
	}
	#list(items, path, depth) {
		const copy = [];
		for (const item of items) {
			if (this.charsLeft <= 0) {
				copy.push(this.#tooLong(path));
				break;
			}
			copy.push(this.copy(item, `${path}[${copy.length}]`, depth + 1));
		}
		return copy;
	}
	#record(value, path, depth) {
		const copy = {};
		for (const key of Object.keys(value)) {
			if (this.charsLeft <= 0) {
				copy["…"] = this.#tooLong(path);
				break;
			}
			const at = path === "" ? key : `${path}.${key}`;
			let field;
			try {
				field = Reflect.get(value, key);
			} catch (error) {
				field = this.#lost(at, `unreadable, ${describeThrown(error)}`);
			}
			if (field === void 0) continue;
			this.charsLeft -= key.length + 4;
			const own = this.copy(field, at, depth + 1);
			if (key === "__proto__") Object.defineProperty(copy, key, {
				value: own,
				enumerable: true
			});
			else copy[key] = own;
		}
		return copy;
	}
	#text(text, path) {
		const limit = Math.max(0, this.charsLeft);
		this.charsLeft -= text.length + 2;
		if (text.length <= limit) return text.toWellFormed();
		return `${text.slice(0, limit).toWellFormed()}${this.#tooLong(path)}`;
	}
	#tooLong(path) {
		return this.#lost(path, `the rest, over ${this.#maxChars} characters`);
	}
	#lost(path, what) {
		this.charsLeft -= what.length + 10;
		this.#note(path, what);
		return `[lost: ${what}]`;
	}
	#note(path, what) {
		if (this.lossy.length < 20) this.lossy.push(`${path === "" ? "the value" : printable(path, 120)}: ${what}`);
	}
};

export { captureJson as t };