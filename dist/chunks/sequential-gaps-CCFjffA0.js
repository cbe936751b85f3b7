import { ct as describeSequentialGap, lt as sequentialGaps, ut as sequentialGapsIn } from "./run-CGSKayy9.js";

export { describeSequentialGap, sequentialGaps };