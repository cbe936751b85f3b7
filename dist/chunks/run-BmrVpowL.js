import { t as runCommand } from "./run-Cm3D3ISp.js";

export { runCommand };