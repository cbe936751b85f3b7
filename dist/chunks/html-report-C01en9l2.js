import { n as renderSessionsHtml, r as renderTriageHtml, t as renderExperimentHtml } from "./html-report-DSKSjROQ.js";

export { renderExperimentHtml };