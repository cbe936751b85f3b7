import { Jt as describeWaivedPass, Yt as describeWaivers } from "./run-BZDTBg9r.js";

export { describeWaivedPass, describeWaivers };