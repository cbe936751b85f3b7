import { Jt as describeWaivedPass, Yt as describeWaivers } from "./run-CvwjrGlM.js";

export { describeWaivedPass, describeWaivers };