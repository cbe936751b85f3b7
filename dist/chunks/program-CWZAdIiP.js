import { t as runCli } from "./program-B13Ug6e3.js";

export { runCli };