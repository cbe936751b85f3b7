import { Ht as describeWaivedPass, Ut as describeWaivers } from "./run-BhuC3v0E.js";

export { describeWaivedPass, describeWaivers };