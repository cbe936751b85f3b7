import { n as parseTriage, r as triageSchema, t as clusterChanges } from "./triage-file-C3hq4vzO.js";

export { parseTriage };