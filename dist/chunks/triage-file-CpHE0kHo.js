import { n as parseTriage, r as triageSchema, t as clusterChanges } from "./triage-file-Br64LTx-.js";

export { parseTriage };