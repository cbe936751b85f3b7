import { n as runStep, t as runAgent } from "./run-step-BjYAiBUZ.js";

export { runStep };