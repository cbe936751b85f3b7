import { i as parseRunRecord, n as parseJournalHeader, r as parseJournalLine, t as parseExperiment } from "./parse-result-aXbwIekA.js";

export { parseExperiment };