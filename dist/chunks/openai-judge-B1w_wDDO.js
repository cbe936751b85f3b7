import { t as openAiJudge } from "./openai-judge-5O8pNvhD.js";

export { openAiJudge };