import { t as runAtCommit } from "./run-at-commit-L-zV09Iy.js";

export { runAtCommit };