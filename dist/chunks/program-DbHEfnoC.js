import { t as runCli } from "./program-DEfS6wPl.js";

export { runCli };