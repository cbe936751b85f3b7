import { D as findCommand } from "./run-BhuC3v0E.js";

export { findCommand };