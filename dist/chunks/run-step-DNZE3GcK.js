import { n as runStep, t as runAgent } from "./run-step-BHeF9NU3.js";

export { runStep };