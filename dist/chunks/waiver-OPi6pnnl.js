import { an as readWaivers, in as longestWaiverDays, nn as applyWaivers, rn as labelDays } from "./run-BZDTBg9r.js";

export { applyWaivers, labelDays, longestWaiverDays, readWaivers };