import { s as processRunner } from "./run-BZDTBg9r.js";

export { processRunner };