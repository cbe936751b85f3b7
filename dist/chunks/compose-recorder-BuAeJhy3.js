import { t as composeRecorder } from "./compose-recorder-DgXhjvdN.js";

export { composeRecorder };