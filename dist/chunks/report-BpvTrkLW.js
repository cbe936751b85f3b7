import { i as reportUnpublished, n as reportError, r as reportPublication, t as reportDecision } from "./report-BrdG8w-r.js";

export { reportError };