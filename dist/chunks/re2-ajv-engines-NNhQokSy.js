import { t as re2AjvEngines } from "./re2-ajv-engines-D35sh2b0.js";

export { re2AjvEngines };