import { _ as processRunner } from "./run-C38JBigV.js";

export { processRunner };