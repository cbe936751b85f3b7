import { t as readPrompt } from "./read-prompt-B7EW5pSL.js";

export { readPrompt };