import { n as renderSessionsHtml, r as renderTriageHtml, t as renderExperimentHtml } from "./html-report-BmtoR1Pp.js";

export { renderExperimentHtml };