import { s as processRunner } from "./run-w2Sn11Y6.js";

export { processRunner };