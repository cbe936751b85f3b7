import { h as runAtCommit } from "./run-CdI71-1B.js";

export { runAtCommit };