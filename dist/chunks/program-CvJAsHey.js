import { t as runCli } from "./program-tKqRIg0N.js";

export { runCli };