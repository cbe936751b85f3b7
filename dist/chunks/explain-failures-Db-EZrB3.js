import { n as runsIn, t as explainFailures } from "./explain-failures-BsOomeck.js";

export { explainFailures };