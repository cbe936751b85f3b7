// src/adapters/llm/light-fetch.ts
var Headers = class {
	#values = /* @__PURE__ */ new Map();
	append(name, value) {
		const key = name.toLowerCase();
		const text = value.replace(/^[\t\r\n ]+|[\t\r\n ]+$/g, "");
		process.getBuiltinModule("node:http").validateHeaderValue(key, text);
		const before = this.#values.get(key);
		this.#values.set(key, before === void 0 ? text : `${before}, ${text}`);
	}
	delete(name) {
		this.#values.delete(name.toLowerCase());
	}
	get(name) {
		return this.#values.get(name.toLowerCase()) ?? null;
	}
	has(name) {
		return this.#values.has(name.toLowerCase());
	}
	entries() {
		return this.#values.entries();
	}
	[Symbol.iterator]() {
		return this.entries();
	}
};
var Response = class {
	body = null;
	status;
	statusText;
	headers;
	#text;
	constructor(text, init) {
		this.#text = text;
		this.status = init.status;
		this.statusText = init.statusText;
		this.headers = init.headers;
	}
	get ok() {
		return this.status >= 200 && this.status < 300;
	}
	async text() {
		if (typeof this.#text !== "string") throw this.#text;
		return this.#text;
	}
};

export { Response as n, Headers as t };