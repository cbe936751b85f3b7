import { s as processRunner } from "./run-D3XyaZS-.js";

export { processRunner };