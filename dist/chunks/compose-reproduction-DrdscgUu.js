import { t as composeReproduction } from "./compose-reproduction-BT8Ih_Xa.js";

export { composeReproduction };