import { Ht as describeWaivedPass, Ut as describeWaivers } from "./run-D3XyaZS-.js";

export { describeWaivedPass, describeWaivers };