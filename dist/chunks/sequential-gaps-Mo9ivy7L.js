import { at as sequentialGaps, it as describeSequentialGap, ot as sequentialGapsIn } from "./run-BhuC3v0E.js";

export { describeSequentialGap, sequentialGaps };