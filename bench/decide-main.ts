// node bench/decide-main.ts <experiment.json> <file for the time>: decides on it, and says how long that took alone.
import { readFileSync, writeFileSync } from "node:fs";
import { gatePolicy } from "../src/core/config/gate-policy.ts";
import { decideGate } from "../src/core/gate/decide-gate.ts";
import { parseExperiment } from "../src/core/plan/parse-result.ts";

const [file = "", took = ""] = process.argv.slice(2);
const experiment = parseExperiment(readFileSync(file, "utf8"), file);
const names = Object.keys(experiment.cases[0]?.dimensions ?? {});
// Eight different floors, so that nothing is worked out once for all of them.
const floors = names.map((name, index) => [name, { floor: 0.8 + index / 100 }] as const);
const policy = gatePolicy.parse({ dimensions: Object.fromEntries(floors) });
const startedMs = performance.now();
const { kind, stop } = decideGate(experiment, policy);
writeFileSync(took, `${((performance.now() - startedMs) / 1_000).toFixed(2)} s`);
if (kind !== "pass" || stop?.isSettled !== true) throw new Error(`the decision is ${kind}`);
