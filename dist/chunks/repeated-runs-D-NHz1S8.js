import { g as RepeatedRuns } from "./run-DTe1xjOx.js";

export { RepeatedRuns };