import { _ as processRunner } from "./run-Cm3D3ISp.js";

export { processRunner };