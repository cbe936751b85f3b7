import { n as runStep, t as runAgent } from "./run-step-GBzTwmWR.js";

export { runStep };