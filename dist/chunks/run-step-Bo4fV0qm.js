import { n as runStep, t as runAgent } from "./run-step-12X2NlHu.js";

export { runStep };