import { Na as terminalText, Ua as countOf } from "./run-BZDTBg9r.js";
import { p as isTerminal } from "./program-DKRRRX-J.js";

// src/cli/asking-progress.ts
const redrawMs = 100;
const eraseLine = "\r\x1B[2K";
function askingProgress({ stderr, env }) {
	let [drawnAt, isDrawn] = [Number.NEGATIVE_INFINITY, false];
	return {
		onAnswer: (judge) => (answered) => {
			const now = performance.now();
			if (!isTerminal(stderr, env) || now - drawnAt < redrawMs) return;
			[drawnAt, isDrawn] = [now, true];
			stderr.write(`${eraseLine}${terminalText(judge)} answered ${countOf(answered, "session")}`);
		},
		end: () => {
			if (isDrawn) stderr.write(eraseLine);
			isDrawn = false;
		}
	};
}

export { askingProgress as t };