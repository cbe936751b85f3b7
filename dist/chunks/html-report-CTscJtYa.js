import { n as renderSessionsHtml, r as renderTriageHtml, t as renderExperimentHtml } from "./html-report-BPf2Haht.js";

export { renderExperimentHtml };