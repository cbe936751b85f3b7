// src/core/yaml/json-path.ts
const plainKey = /^[A-Za-z_][A-Za-z0-9_-]*$/;
/** The path as people read it: `expectations[2].evaluator`, and `tools["look up"]` for odd keys. */
function formatPath(path) {
	let text = "";
	for (const part of path) if (typeof part === "number") text += `[${part}]`;
	else if (!plainKey.test(part)) text += `[${JSON.stringify(part)}]`;
	else text += text === "" ? part : `.${part}`;
	return text;
}
/** The path that `formatPath` wrote, or that somebody wrote in its way. */
function parsePath(text) {
	return [...text.matchAll(/\[("(?:[^"\\]|\\.)*")\]|\[([0-9]+)\]|([^.[\]]+)/g)].map(([, quoted, index, name = ""]) => {
		if (quoted !== void 0) return String(JSON.parse(quoted));
		return index === void 0 ? name : Number(index);
	});
}

export { parsePath as n, formatPath as t };