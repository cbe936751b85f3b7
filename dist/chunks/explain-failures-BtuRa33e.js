import { n as runsIn, t as explainFailures } from "./explain-failures-CqVHmgGh.js";

export { explainFailures };