import { t as composeRecorder } from "./compose-recorder-DlCMNQwC.js";

export { composeRecorder };