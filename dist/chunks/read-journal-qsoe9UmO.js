import { dt as linesOf, ft as readJournal, pt as wholeLines } from "./run-Cm3D3ISp.js";

export { linesOf, readJournal, wholeLines };