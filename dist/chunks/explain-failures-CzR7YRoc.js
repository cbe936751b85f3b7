import { n as runsIn, t as explainFailures } from "./explain-failures-DltKHWOl.js";

export { explainFailures };