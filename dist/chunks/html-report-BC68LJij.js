import { n as renderSessionsHtml, r as renderTriageHtml, t as renderExperimentHtml } from "./html-report-1ZCyWBFO.js";

export { renderExperimentHtml };