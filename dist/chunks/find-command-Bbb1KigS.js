import { D as findCommand } from "./run-CvwjrGlM.js";

export { findCommand };