import { i as reportUnpublished, n as reportError, r as reportPublication, t as reportDecision } from "./report-DAoCBddf.js";

export { reportError };