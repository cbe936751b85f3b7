import { n as runStep, t as runAgent } from "./run-step-PxMqWFjR.js";

export { runStep };