import { t as runCli } from "./program-BuRlbOc6.js";

export { runCli };