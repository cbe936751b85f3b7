import { n as runsIn, t as explainFailures } from "./explain-failures-BTGypqIT.js";

export { explainFailures };