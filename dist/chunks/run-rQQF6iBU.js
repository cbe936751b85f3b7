import { t as runCommand } from "./run-BZDTBg9r.js";

export { runCommand };