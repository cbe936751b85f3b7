import { n as renderProgressBar, r as renderProgressLine, t as isLineDue } from "./progress-CKL2lrPN.js";
import { t as isTerminal } from "./io-AT5o_1BD.js";

// src/cli/progress-output.ts
const redrawMs = 100;
const eraseLine = "\r\x1B[2K";
/** Shows on standard error how far an experiment is: a live bar on a terminal, a line now and then in a log. */
function progressOutput({ stderr, env }, nowMs) {
	return isTerminal(stderr, env) ? liveBar(stderr, nowMs) : plainLines(stderr);
}
function liveBar(stream, nowMs) {
	let drawnAt = Number.NEGATIVE_INFINITY;
	let bar = "";
	return {
		show: (progress) => {
			const now = nowMs();
			if (now - drawnAt < redrawMs && progress.recorded < progress.planned) return;
			drawnAt = now;
			bar = renderProgressBar(progress, (stream.columns ?? 80) - 1);
			stream.write(eraseLine + bar);
		},
		note: (text) => stream.write(bar === "" ? `${text}\n` : `${eraseLine}${text}\n${bar}`),
		end: () => {
			if (bar !== "") stream.write(eraseLine);
			bar = "";
		}
	};
}
function plainLines(stream) {
	let last;
	return {
		show: (progress) => {
			if (!isLineDue(progress, last)) return;
			last = progress;
			stream.write(`${renderProgressLine(progress)}\n`);
		},
		note: (text) => stream.write(`${text}\n`),
		end: () => {}
	};
}
/** Shows nothing but notes. */
function quietOutput(stream) {
	return {
		show: () => {},
		note: (text) => stream.write(`${text}\n`),
		end: () => {}
	};
}

export { quietOutput as n, progressOutput as t };