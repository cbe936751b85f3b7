import { n as parseTriage, r as triageSchema, t as clusterChanges } from "./triage-file-DPBMu-oN.js";

export { parseTriage };