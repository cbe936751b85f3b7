import { t as runCli } from "./program-DKRRRX-J.js";

export { runCli };