import { h as runAtCommit } from "./run-C38JBigV.js";

export { runAtCommit };