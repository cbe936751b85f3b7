import { Jt as describeWaivedPass, Yt as describeWaivers } from "./run-CGSKayy9.js";

export { describeWaivedPass, describeWaivers };