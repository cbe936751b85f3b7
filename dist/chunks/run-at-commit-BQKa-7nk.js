import { t as runAtCommit } from "./run-at-commit-BERhbzx2.js";

export { runAtCommit };