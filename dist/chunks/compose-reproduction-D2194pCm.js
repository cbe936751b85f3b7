import { t as composeReproduction } from "./compose-reproduction-D3t-m9fg.js";

export { composeReproduction };