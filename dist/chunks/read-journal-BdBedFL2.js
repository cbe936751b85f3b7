import { dt as linesOf, ft as readJournal, pt as wholeLines } from "./run-C38JBigV.js";

export { linesOf, readJournal, wholeLines };