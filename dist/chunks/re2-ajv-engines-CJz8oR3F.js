import { t as re2AjvEngines } from "./re2-ajv-engines-zG3Qmt1N.js";

export { re2AjvEngines };