import { s as processRunner } from "./run-CvwjrGlM.js";

export { processRunner };