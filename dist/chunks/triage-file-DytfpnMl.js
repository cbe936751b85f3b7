import { n as parseTriage, r as triageSchema, t as clusterChanges } from "./triage-file-D2PS4Qo8.js";

export { parseTriage };