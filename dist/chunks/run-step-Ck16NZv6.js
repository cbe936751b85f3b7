import { n as runStep, t as runAgent } from "./run-step-yRD22kch.js";

export { runStep };