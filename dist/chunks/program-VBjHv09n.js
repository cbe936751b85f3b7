import { t as runCli } from "./program-CyBciNQX.js";

export { runCli };