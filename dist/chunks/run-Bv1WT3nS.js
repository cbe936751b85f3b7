import { t as runCommand } from "./run-C38JBigV.js";

export { runCommand };