import { dt as linesOf, ft as readJournal, pt as wholeLines } from "./run-CdI71-1B.js";

export { linesOf, readJournal, wholeLines };