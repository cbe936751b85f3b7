import { t as runAtCommit } from "./run-at-commit-Dm5Mu0I4.js";

export { runAtCommit };