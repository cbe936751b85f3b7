import { n as verdictFiles } from "./verdict-files-Dykg0--J.js";

// src/adapters/cache/told-verdicts.ts
function toldVerdicts(folder, tell) {
	const carried = verdictFiles(folder);
	const hadNone = carried.isEmpty();
	const asked = /* @__PURE__ */ new Map();
	return {
		find: (key) => asked.get(key) ?? carried.find(key),
		isEmpty: () => hadNone && asked.size === 0,
		keep: (key, answer) => {
			asked.set(key, answer);
			tell(key, answer);
		}
	};
}

export { toldVerdicts };