import { t as runCommand } from "./run-Btf2ZPPq.js";

export { runCommand };