import { t as runCli } from "./program-DzqgmHmZ.js";

export { runCli };