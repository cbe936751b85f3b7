import { i as __toESM } from "./rolldown-runtime-Bi5HrKRR.js";
import { Br as require_lib } from "./run-DTe1xjOx.js";

// src/core/stats/suggest-floor.ts
var import_lib = /* @__PURE__ */ __toESM(require_lib(), 1);
const level = .05;
/**
* The highest floor that these runs prove: the exact one-sided lower 95 % bound of their pass rate, in [0, 1).
*
* "unknown" without a run. Source: Clopper and Pearson (1934), one-sided.
*
* @throws RangeError where the counts are none.
*/
function suggestFloor(passed, runs) {
	if (!(Number.isSafeInteger(passed) && Number.isSafeInteger(runs)) || passed < 0 || passed > runs) throw new RangeError(`no floor for ${passed} of ${runs} runs`);
	if (runs === 0) return "unknown";
	return passed === 0 ? 0 : (0, import_lib.default)(level, passed, runs - passed + 1);
}

export { suggestFloor as t };