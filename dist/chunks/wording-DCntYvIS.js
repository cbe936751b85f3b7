import { _a as asClause, ba as terminalText, va as markdownWording, xa as terminalWording, ya as terminalLines } from "./run-BhuC3v0E.js";

export { asClause, markdownWording, terminalLines, terminalText, terminalWording };