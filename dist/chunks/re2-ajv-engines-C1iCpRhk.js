import { t as re2AjvEngines } from "./re2-ajv-engines-D5Ht0D4i.js";

export { re2AjvEngines };