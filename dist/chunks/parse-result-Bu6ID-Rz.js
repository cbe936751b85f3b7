import { i as parseRunRecord, n as parseJournalHeader, r as parseJournalLine, t as parseExperiment } from "./parse-result-8z1WYbGp.js";

export { parseExperiment };