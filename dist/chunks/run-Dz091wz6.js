import { t as runCommand } from "./run-CGSKayy9.js";

export { runCommand };