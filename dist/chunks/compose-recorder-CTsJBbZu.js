import { t as composeRecorder } from "./compose-recorder-Tkmb5yU_.js";

export { composeRecorder };