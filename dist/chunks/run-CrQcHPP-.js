import { t as runCommand } from "./run-BhuC3v0E.js";

export { runCommand };