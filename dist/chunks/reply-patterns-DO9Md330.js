import { n as replyPatterns, t as patternProblem } from "./reply-patterns-DgJDFk1K.js";

export { replyPatterns };