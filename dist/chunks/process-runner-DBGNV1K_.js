import { _ as processRunner } from "./run-DTe1xjOx.js";

export { processRunner };