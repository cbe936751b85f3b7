import { t as printable } from "./printable-D3kid4aB.js";

// src/core/text/describe-thrown.ts
/**
* What was thrown, as one printable line. Never throws itself, whatever the value's getters do.
*
* Agents throw strings, plain objects and `undefined` too; those are named as such.
*/
function describeThrown(thrown) {
	try {
		if (thrown instanceof Error) return printable(`${thrown.name}: ${thrown.message}`);
		if (typeof thrown === "string") return printable(`the text "${thrown}"`);
		if (typeof thrown === "object" && thrown !== null) {
			const message = Reflect.get(thrown, "message");
			return typeof message === "string" ? printable(message) : "an object without a message";
		}
		return printable(String(thrown));
	} catch {
		return "a value that cannot be read";
	}
}

export { describeThrown as t };