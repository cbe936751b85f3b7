import { n as runsIn, t as explainFailures } from "./explain-failures-6n3oIRED.js";

export { explainFailures };