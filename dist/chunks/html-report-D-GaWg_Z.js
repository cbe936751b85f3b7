import { n as renderSessionsHtml, r as renderTriageHtml, t as renderExperimentHtml } from "./html-report-B4JsrOnd.js";

export { renderExperimentHtml };