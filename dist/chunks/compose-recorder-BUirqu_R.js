import { t as composeRecorder } from "./compose-recorder-DSipUdiC.js";

export { composeRecorder };