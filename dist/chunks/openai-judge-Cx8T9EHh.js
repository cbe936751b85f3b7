import { t as openAiJudge } from "./openai-judge-B0rK2KV8.js";

export { openAiJudge };