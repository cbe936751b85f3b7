import { t as composeRecorder } from "./compose-recorder-JEPgsXn9.js";

export { composeRecorder };