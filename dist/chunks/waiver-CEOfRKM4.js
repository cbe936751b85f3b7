import { Qt as readWaivers, Xt as labelDays, Yt as applyWaivers, Zt as longestWaiverDays } from "./run-D3XyaZS-.js";

export { applyWaivers, labelDays, longestWaiverDays, readWaivers };