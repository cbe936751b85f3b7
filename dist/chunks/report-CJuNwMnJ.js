import { a as reportUnpublished, i as reportPublication, n as reportError, r as reportNotApplicable, t as reportDecision } from "./report-CCzqCYzu.js";

export { reportError };