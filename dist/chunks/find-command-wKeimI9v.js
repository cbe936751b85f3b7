import { D as findCommand } from "./run-BZDTBg9r.js";

export { findCommand };