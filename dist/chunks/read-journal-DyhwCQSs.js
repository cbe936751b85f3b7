import { n as readJournal, r as wholeLines, t as linesOf } from "./read-journal-CIST7pwD.js";

export { linesOf, readJournal, wholeLines };