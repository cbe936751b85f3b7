import { n as runsIn, t as explainFailures } from "./explain-failures-vhDjyAnO.js";

export { explainFailures };