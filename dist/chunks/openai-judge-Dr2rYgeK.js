import { t as openAiJudge } from "./openai-judge-C94HJsq3.js";

export { openAiJudge };