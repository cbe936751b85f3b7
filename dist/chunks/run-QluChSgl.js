import { t as runCommand } from "./run-D3XyaZS-.js";

export { runCommand };