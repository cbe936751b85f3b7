import { n as runStep, t as runAgent } from "./run-step-CuYw0_kJ.js";

export { runStep };