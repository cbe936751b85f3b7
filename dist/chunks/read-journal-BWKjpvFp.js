import { n as readJournal, r as wholeLines, t as linesOf } from "./read-journal-DyAfoRfj.js";

export { linesOf, readJournal, wholeLines };