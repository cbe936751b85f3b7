import { Aa as asClause, Ma as terminalLines, Na as terminalText, Pa as terminalWording, ja as markdownWording } from "./run-BZDTBg9r.js";

export { asClause, markdownWording, terminalLines, terminalText, terminalWording };