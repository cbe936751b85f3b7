import { g as RepeatedRuns } from "./run-CdI71-1B.js";

export { RepeatedRuns };