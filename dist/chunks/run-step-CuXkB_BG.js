import { n as runStep, t as runAgent } from "./run-step-CgjbB7LC.js";

export { runStep };