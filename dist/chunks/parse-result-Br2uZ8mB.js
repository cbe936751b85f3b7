import { i as parseRunRecord, n as parseJournalHeader, r as parseJournalLine, t as parseExperiment } from "./parse-result-CZBCnZYx.js";

export { parseExperiment };