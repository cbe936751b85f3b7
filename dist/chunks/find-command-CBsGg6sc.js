import { D as findCommand } from "./run-CGSKayy9.js";

export { findCommand };