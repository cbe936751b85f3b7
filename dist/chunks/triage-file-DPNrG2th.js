import { n as parseTriage, r as triageSchema, t as clusterChanges } from "./triage-file-wv8uY7H0.js";

export { parseTriage };