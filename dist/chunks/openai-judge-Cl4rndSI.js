import { t as openAiJudge } from "./openai-judge-Daz6T6-W.js";

export { openAiJudge };