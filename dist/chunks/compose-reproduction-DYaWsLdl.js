import { a as composeReproduction } from "./run-CdI71-1B.js";

export { composeReproduction };