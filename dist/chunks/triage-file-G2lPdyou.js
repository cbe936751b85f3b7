import { n as parseTriage, r as triageSchema, t as clusterChanges } from "./triage-file-D4tISq_G.js";

export { parseTriage };