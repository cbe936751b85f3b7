import { An as judgeSubject, Dn as digestPlan, On as digestWith, kn as experimentSubject } from "./run-DTe1xjOx.js";

export { digestPlan, digestWith, experimentSubject, judgeSubject };