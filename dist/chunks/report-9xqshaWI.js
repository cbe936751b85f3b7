import { i as reportPublication, n as reportDecision, r as reportError, t as asUserError } from "./report-CtSuLy8N.js";

export { reportError };