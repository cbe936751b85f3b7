import { n as parseTriage, r as triageSchema, t as clusterChanges } from "./triage-file-C0ZPJyik.js";

export { parseTriage };