import { t as composeRecorder } from "./compose-recorder-D9XvpWjD.js";

export { composeRecorder };