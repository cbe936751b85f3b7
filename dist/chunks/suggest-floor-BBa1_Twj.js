import { i as __toESM } from "./rolldown-runtime-DwthgOTJ.js";
import { pa as require_lib } from "./run-BZDTBg9r.js";

// src/core/stats/suggest-floor.ts
var import_lib = /* @__PURE__ */ __toESM(require_lib(), 1);
const level = .05;
function suggestFloor(passed, runs) {
	if (!(Number.isSafeInteger(passed) && Number.isSafeInteger(runs)) || passed < 0 || passed > runs) throw new RangeError(`no floor for ${passed} of ${runs} runs`);
	if (runs === 0) return "unknown";
	return passed === 0 ? 0 : (0, import_lib.default)(level, passed, runs - passed + 1);
}

export { suggestFloor as t };