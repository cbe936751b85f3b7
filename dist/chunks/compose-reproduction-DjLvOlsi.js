import { a as composeReproduction } from "./run-Cm3D3ISp.js";

export { composeReproduction };