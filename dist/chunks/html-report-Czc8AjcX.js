import { n as renderSessionsHtml, r as renderTriageHtml, t as renderExperimentHtml } from "./html-report-4fLN71IZ.js";

export { renderExperimentHtml };