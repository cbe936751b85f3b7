import { ct as describeSequentialGap, lt as sequentialGaps, ut as sequentialGapsIn } from "./run-BZDTBg9r.js";

export { describeSequentialGap, sequentialGaps };