import { n as runStep, t as runAgent } from "./run-step-B7PvBeSx.js";

export { runStep };