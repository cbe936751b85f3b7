import { t as composeReproduction } from "./compose-reproduction-DDuqJUaD.js";

export { composeReproduction };