import { t as openAiJudge } from "./openai-judge-i4Hflww3.js";

export { openAiJudge };