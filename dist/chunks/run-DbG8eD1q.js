import { t as runCommand } from "./run-w2Sn11Y6.js";

export { runCommand };