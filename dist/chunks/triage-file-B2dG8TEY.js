import { n as parseTriage, r as triageSchema, t as clusterChanges } from "./triage-file-HAex2A7z.js";

export { parseTriage };