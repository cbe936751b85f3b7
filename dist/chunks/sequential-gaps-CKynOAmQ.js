import { B as sequentialGaps, V as sequentialGapsIn, z as describeSequentialGap } from "./run-w2Sn11Y6.js";

export { describeSequentialGap, sequentialGaps };