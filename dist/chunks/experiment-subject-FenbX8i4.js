import { $t as judgeSubject, Qt as experimentSubject, Xt as digestPlan, Zt as digestWith } from "./run-w2Sn11Y6.js";

export { digestPlan, digestWith, experimentSubject, judgeSubject };