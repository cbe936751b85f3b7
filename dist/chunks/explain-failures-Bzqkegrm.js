import { n as runsIn, t as explainFailures } from "./explain-failures-BdMz-O1f.js";

export { explainFailures };