import { t as re2AjvEngines } from "./re2-ajv-engines-B3MG9KMs.js";

export { re2AjvEngines };