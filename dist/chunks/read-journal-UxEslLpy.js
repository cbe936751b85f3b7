import { n as readJournal, r as wholeLines, t as linesOf } from "./read-journal-D-oKBMa5.js";

export { linesOf, readJournal, wholeLines };