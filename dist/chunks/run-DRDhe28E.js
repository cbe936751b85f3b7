import { t as runCommand } from "./run-DTe1xjOx.js";

export { runCommand };