import { n as runStep, t as runAgent } from "./run-step-CAWi2GBD.js";

export { runStep };