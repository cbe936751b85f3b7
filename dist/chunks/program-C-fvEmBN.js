import { t as runCli } from "./program-yBxZdZYX.js";

export { runCli };