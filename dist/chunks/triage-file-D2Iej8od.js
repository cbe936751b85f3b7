import { n as parseTriage, r as triageSchema, t as clusterChanges } from "./triage-file-CyjZg46i.js";

export { parseTriage };