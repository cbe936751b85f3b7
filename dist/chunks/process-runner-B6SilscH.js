import { s as processRunner } from "./run-Btf2ZPPq.js";

export { processRunner };