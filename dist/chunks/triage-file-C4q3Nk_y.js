import { n as parseTriage, r as triageSchema, t as clusterChanges } from "./triage-file-DRp8O64x.js";

export { parseTriage };