import { i as reportUnpublished, n as reportError, r as reportPublication, t as reportDecision } from "./report-BNmAQNGv.js";

export { reportError };