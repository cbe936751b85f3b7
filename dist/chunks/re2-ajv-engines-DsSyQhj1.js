import { t as re2AjvEngines } from "./re2-ajv-engines-BO1nRCrX.js";

export { re2AjvEngines };