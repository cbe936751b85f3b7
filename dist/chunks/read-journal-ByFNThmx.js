import { n as readJournal, r as wholeLines, t as linesOf } from "./read-journal-B5_lyiep.js";

export { linesOf, readJournal, wholeLines };