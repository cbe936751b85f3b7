import { h as runAtCommit } from "./run-DTe1xjOx.js";

export { runAtCommit };