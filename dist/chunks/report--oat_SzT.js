import { a as reportUnpublished, i as reportPublication, n as reportError, r as reportNotApplicable, t as reportDecision } from "./report-CyAT7Po1.js";

export { reportError };