import { n as runStep, t as runAgent } from "./run-step-BPu6B85l.js";

export { runStep };