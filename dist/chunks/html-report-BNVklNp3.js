import { n as renderSessionsHtml, r as renderTriageHtml, t as renderExperimentHtml } from "./html-report-CC7ek8wN.js";

export { renderExperimentHtml };