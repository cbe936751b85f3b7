// src/core/report/numbers.ts
/** `80.8 %`. A rate that is not quite all or nothing is never rounded to it. */
function percentOf(passed, runs) {
	if (runs === 0) return "–";
	const shown = (100 * passed / runs).toFixed(1);
	if (shown === "100.0" && passed < runs) return "> 99.9 %";
	if (shown === "0.0" && passed > 0) return "< 0.1 %";
	return `${shown} %`;
}
/** `90 %` or `98.5 %`: a share that somebody wrote down, with the digits that it was given. */
function percent(share) {
	return `${Number((100 * share).toFixed(2))} %`;
}
/** `75–85`, in percent; with a decimal where the interval is narrow. */
function intervalText({ low, high }) {
	if (high - low < .02) return `${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)}`;
	return `${Math.round(100 * low)}–${Math.round(100 * high)}`;
}
/** `4.3 %`, and `below 0.1 %` for all that is smaller. */
function chanceText(p) {
	if (p < .001) return "below 0.1 %";
	return p < .0995 ? `${(100 * p).toFixed(1)} %` : `${Math.round(100 * p)} %`;
}
/** `8.8 points`. */
function pointsText(difference) {
	const points = (100 * difference).toFixed(1);
	return points === "1.0" ? "1 point" : `${points.replace(/\.0$/, "")} points`;
}
/** `1 run`, `12,400 runs`. */
function countOf(count, noun) {
	return `${grouped(count)} ${count === 1 ? noun : `${noun}s`}`;
}
/** `12,400`. */
function grouped(count) {
	return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}
/** `940 k`, `9.4 M`. */
function roundCount(count) {
	if (count >= 999500) return `${(count / 1e6).toFixed(1)} M`;
	return count >= 1e4 ? `${Math.round(count / 1e3)} k` : grouped(count);
}
/** `45 s`, `12 min`, `1 h 5 min`. */
function durationText(durationMs) {
	const seconds = Math.round(durationMs / 1e3);
	if (!Number.isFinite(seconds) || seconds < 0) return "unknown time";
	if (seconds < 60) return `${seconds} s`;
	const minutes = Math.round(seconds / 60);
	if (minutes < 60) return `${minutes} min`;
	return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
/** `$3.10`. */
function moneyText(usd) {
	return usd > 0 && usd < .005 ? "less than $0.01" : `$${usd.toFixed(2)}`;
}
/** `a`, `a and b`, `a, b and 4 more`. */
function listText(names, most = 3) {
	const shown = names.length > most ? names.slice(0, most - 1) : names.slice(0, -1);
	const last = names.length > most ? `${names.length - shown.length} more` : names.at(-1);
	return shown.length === 0 ? last ?? "" : `${shown.join(", ")} and ${last}`;
}

export { intervalText as a, percent as c, roundCount as d, grouped as i, percentOf as l, countOf as n, listText as o, durationText as r, moneyText as s, chanceText as t, pointsText as u };