import { t as composeRecorder } from "./compose-recorder-D1Wp0GP1.js";

export { composeRecorder };