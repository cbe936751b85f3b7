import { t as composeRecorder } from "./compose-recorder-5FkOTouW.js";

export { composeRecorder };