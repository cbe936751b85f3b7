import { An as judgeSubject, Dn as digestPlan, On as digestWith, kn as experimentSubject } from "./run-Cm3D3ISp.js";

export { digestPlan, digestWith, experimentSubject, judgeSubject };