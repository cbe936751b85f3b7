import { t as runCommand } from "./run-CdI71-1B.js";

export { runCommand };