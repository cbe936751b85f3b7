import { dt as linesOf, ft as readJournal, pt as wholeLines } from "./run-DTe1xjOx.js";

export { linesOf, readJournal, wholeLines };