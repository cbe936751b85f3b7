import { t as openAiJudge } from "./openai-judge-CZU6tN-m.js";

export { openAiJudge };