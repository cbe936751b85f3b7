import { a as composeReproduction } from "./run-C38JBigV.js";

export { composeReproduction };