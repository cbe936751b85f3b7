import { t as composeReproduction } from "./compose-reproduction-BWL-oeFa.js";

export { composeReproduction };