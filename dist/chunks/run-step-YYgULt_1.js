import { n as runStep, t as runAgent } from "./run-step-Bfm0FSW9.js";

export { runStep };