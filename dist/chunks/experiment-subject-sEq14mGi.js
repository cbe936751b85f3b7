import { An as judgeSubject, Dn as digestPlan, On as digestWith, kn as experimentSubject } from "./run-CdI71-1B.js";

export { digestPlan, digestWith, experimentSubject, judgeSubject };