import { g as RepeatedRuns } from "./run-Cm3D3ISp.js";

export { RepeatedRuns };