import { i as reportUnpublished, n as reportError, r as reportPublication, t as reportDecision } from "./report-qe3kuWJ_.js";

export { reportError };