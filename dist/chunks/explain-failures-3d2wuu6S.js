import { n as runsIn, t as explainFailures } from "./explain-failures-DXl8RAQc.js";

export { explainFailures };