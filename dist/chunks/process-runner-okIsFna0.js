import { s as processRunner } from "./run-CGSKayy9.js";

export { processRunner };