import { B as sequentialGaps, V as sequentialGapsIn, z as describeSequentialGap } from "./run-Btf2ZPPq.js";

export { describeSequentialGap, sequentialGaps };