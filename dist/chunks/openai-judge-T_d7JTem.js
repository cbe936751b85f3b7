import { t as openAiJudge } from "./openai-judge-BPZevOTG.js";

export { openAiJudge };