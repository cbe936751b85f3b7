import { t as re2AjvEngines } from "./re2-ajv-engines-BqNn-C5y.js";

export { re2AjvEngines };