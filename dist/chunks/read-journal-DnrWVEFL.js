import { n as readJournal, r as wholeLines, t as linesOf } from "./read-journal-CUoxjbb8.js";

export { linesOf, readJournal, wholeLines };