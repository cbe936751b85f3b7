import { t as composeRecorder } from "./compose-recorder-eUngfRcm.js";

export { composeRecorder };