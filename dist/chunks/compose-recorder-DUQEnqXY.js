import { t as composeRecorder } from "./compose-recorder-Bv424T2C.js";

export { composeRecorder };