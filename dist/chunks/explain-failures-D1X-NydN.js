import { n as runsIn, t as explainFailures } from "./explain-failures-C8WXADNu.js";

export { explainFailures };