import { s as processRunner } from "./run-BhuC3v0E.js";

export { processRunner };