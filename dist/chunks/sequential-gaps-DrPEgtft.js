import { ct as describeSequentialGap, lt as sequentialGaps, ut as sequentialGapsIn } from "./run-CvwjrGlM.js";

export { describeSequentialGap, sequentialGaps };