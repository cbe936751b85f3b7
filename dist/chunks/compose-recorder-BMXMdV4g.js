import { t as composeRecorder } from "./compose-recorder-CanBR_sS.js";

export { composeRecorder };