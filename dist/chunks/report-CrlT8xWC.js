import { i as reportUnpublished, n as reportError, r as reportPublication, t as reportDecision } from "./report-D1-pczdt.js";

export { reportError };