import { g as RepeatedRuns } from "./run-C38JBigV.js";

export { RepeatedRuns };