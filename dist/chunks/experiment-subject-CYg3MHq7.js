import { An as judgeSubject, Dn as digestPlan, On as digestWith, kn as experimentSubject } from "./run-C38JBigV.js";

export { digestPlan, digestWith, experimentSubject, judgeSubject };