import { Qt as readWaivers, Xt as labelDays, Yt as applyWaivers, Zt as longestWaiverDays } from "./run-BhuC3v0E.js";

export { applyWaivers, labelDays, longestWaiverDays, readWaivers };