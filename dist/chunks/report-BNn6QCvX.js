import { i as reportUnpublished, n as reportError, r as reportPublication, t as reportDecision } from "./report-HceQIGtU.js";

export { reportError };