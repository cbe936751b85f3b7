import { n as replyPatterns, t as patternProblem } from "./reply-patterns-I1k3vcnr.js";

export { replyPatterns };