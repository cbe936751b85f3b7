import { t as re2AjvEngines } from "./re2-ajv-engines-D9VcUhHI.js";

export { re2AjvEngines };