import { at as sequentialGaps, it as describeSequentialGap, ot as sequentialGapsIn } from "./run-D3XyaZS-.js";

export { describeSequentialGap, sequentialGaps };