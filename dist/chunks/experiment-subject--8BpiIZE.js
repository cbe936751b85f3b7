import { i as judgeSubject, n as digestWith, r as experimentSubject, t as digestPlan } from "./experiment-subject-3t8x5n53.js";

export { digestPlan, digestWith, experimentSubject, judgeSubject };