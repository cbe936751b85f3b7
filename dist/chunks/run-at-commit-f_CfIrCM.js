import { h as runAtCommit } from "./run-Cm3D3ISp.js";

export { runAtCommit };