import { n as runStep, t as runAgent } from "./run-step-Bjo9MGlZ.js";

export { runStep };