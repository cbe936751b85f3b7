import { i as reportUnpublished, n as reportError, r as reportPublication, t as reportDecision } from "./report-BgdV0wtA.js";

export { reportError };