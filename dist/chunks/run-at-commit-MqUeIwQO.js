import { t as runAtCommit } from "./run-at-commit-DlmdUqok.js";

export { runAtCommit };