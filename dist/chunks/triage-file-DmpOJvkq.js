import { n as parseTriage, r as triageSchema, t as clusterChanges } from "./triage-file-B9toU7Ln.js";

export { parseTriage };