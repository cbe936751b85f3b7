import { t as composeRecorder } from "./compose-recorder-YdDUtwaN.js";

export { composeRecorder };