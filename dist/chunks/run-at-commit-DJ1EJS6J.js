import { t as runAtCommit } from "./run-at-commit-Byj728tI.js";

export { runAtCommit };