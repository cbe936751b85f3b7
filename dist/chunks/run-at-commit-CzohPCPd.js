import { t as runAtCommit } from "./run-at-commit-PN3RuRI9.js";

export { runAtCommit };