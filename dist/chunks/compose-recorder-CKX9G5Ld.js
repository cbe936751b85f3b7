import { t as composeRecorder } from "./compose-recorder-BisKnpss.js";

export { composeRecorder };