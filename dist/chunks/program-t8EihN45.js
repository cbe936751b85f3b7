import { t as runCli } from "./program-CWt7Ov6p.js";

export { runCli };