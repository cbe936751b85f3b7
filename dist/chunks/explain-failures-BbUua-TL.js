import { n as runsIn, t as explainFailures } from "./explain-failures-Bi_4GgIW.js";

export { explainFailures };