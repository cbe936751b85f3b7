import { n as renderSessionsHtml, r as renderTriageHtml, t as renderExperimentHtml } from "./html-report-VM7OxIgl.js";

export { renderExperimentHtml };