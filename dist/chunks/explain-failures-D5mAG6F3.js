import { n as runsIn, t as explainFailures } from "./explain-failures-CEqmdbGZ.js";

export { explainFailures };