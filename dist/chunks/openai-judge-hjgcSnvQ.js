import { t as openAiJudge } from "./openai-judge-D_kBxABm.js";

export { openAiJudge };