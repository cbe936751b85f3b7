import { n as wholeLines, t as readJournal } from "./read-journal-Dw4G3yRx.js";

export { readJournal, wholeLines };