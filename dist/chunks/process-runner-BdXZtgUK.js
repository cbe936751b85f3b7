import { _ as processRunner } from "./run-CdI71-1B.js";

export { processRunner };