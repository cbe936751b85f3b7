import { a as composeReproduction } from "./run-DTe1xjOx.js";

export { composeReproduction };