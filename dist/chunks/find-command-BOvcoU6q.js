import { D as findCommand } from "./run-D3XyaZS-.js";

export { findCommand };