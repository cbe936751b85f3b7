import { t as composeReproduction } from "./compose-reproduction-BTxrZxFI.js";

export { composeReproduction };