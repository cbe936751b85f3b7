import { t as re2AjvEngines } from "./re2-ajv-engines-CEXWFcy2.js";

export { re2AjvEngines };