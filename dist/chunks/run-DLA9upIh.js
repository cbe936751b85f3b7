import { t as runCommand } from "./run-CvwjrGlM.js";

export { runCommand };