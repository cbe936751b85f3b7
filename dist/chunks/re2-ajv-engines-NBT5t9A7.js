import { t as re2AjvEngines } from "./re2-ajv-engines-DgNPvyHD.js";

export { re2AjvEngines };