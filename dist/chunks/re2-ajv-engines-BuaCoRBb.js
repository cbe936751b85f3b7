import { t as re2AjvEngines } from "./re2-ajv-engines-O1SgykKc.js";

export { re2AjvEngines };