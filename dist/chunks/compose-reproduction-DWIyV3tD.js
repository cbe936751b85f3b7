import { t as composeReproduction } from "./compose-reproduction-CkVpLExy.js";

export { composeReproduction };