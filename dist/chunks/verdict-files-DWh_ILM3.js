import { n as verdictFiles, r as verdictsFile, t as mostVerdictBytes } from "./verdict-files-Dykg0--J.js";

export { mostVerdictBytes, verdictFiles, verdictsFile };