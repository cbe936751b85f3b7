import { n as readJournal, r as wholeLines, t as linesOf } from "./read-journal-Be3B_tUC.js";

export { linesOf, readJournal, wholeLines };