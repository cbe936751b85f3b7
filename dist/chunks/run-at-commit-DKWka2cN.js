import { t as runAtCommit } from "./run-at-commit-DQlzhNCS.js";

export { runAtCommit };