import { n as runStep, t as runAgent } from "./run-step-BQ1AbzPE.js";

export { runStep };