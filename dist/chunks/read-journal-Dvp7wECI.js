import { n as readJournal, r as wholeLines, t as linesOf } from "./read-journal-B9bv7Nv0.js";

export { linesOf, readJournal, wholeLines };