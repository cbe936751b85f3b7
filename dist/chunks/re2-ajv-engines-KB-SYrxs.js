import { t as re2AjvEngines } from "./re2-ajv-engines-BvvUv3mS.js";

export { re2AjvEngines };