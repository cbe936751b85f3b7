import { t as runCli } from "./program-DylIZ7oU.js";

export { runCli };