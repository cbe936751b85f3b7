import { t as composeReproduction } from "./compose-reproduction-CKmC782f.js";

export { composeReproduction };