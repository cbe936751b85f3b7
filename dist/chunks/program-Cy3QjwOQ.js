import { t as runCli } from "./program-qYrFZhPj.js";

export { runCli };