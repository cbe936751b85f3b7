import { $t as decisiveTally, Bt as describeMustPass, Ft as describeUnseenCalls, Ga as grouped, Gt as describeHermeticity, It as describeBarelyTested, Lt as describeCost, Na as terminalText, Nt as describeNewCases, Pa as terminalWording, Ri as stepId, Rt as describeCoverage, Ua as countOf, Ut as describePolicy, Vt as describePower, Wt as describeCassettes, Xa as pointsText, Xt as describeGaps, Ya as percentOf, Zt as describeError, _i as scoredRuns, dn as describeStory, hn as nameOfBlame, mn as splitFailures, on as dimensionCells, pn as leadingFailure, qt as headline, wn as runId, za as cutText, zt as describeLost } from "./run-BZDTBg9r.js";
import { i as sessionView, n as stepToLookAt, r as evidenceView, t as SessionTexts } from "./session-texts-ASrZIxDa.js";
import { t as markupText } from "./markup-DxJWwQQO.js";
import { t as describeSession } from "./session-facts-UoSWV9Yk.js";
const { createHash } = globalThis.process.getBuiltinModule("node:crypto");
const { deflateRawSync } = globalThis.process.getBuiltinModule("node:zlib");

// src/core/report/html/case-row.ts
function caseRow(one, context) {
	const { dimensions, before, block } = context;
	const standing = standingOf$1(one, context.against);
	const change = changeOf(one, standing, context);
	return {
		id: one.id,
		title: terminalText(one.title === one.id ? "" : one.title, 160),
		status: one.status,
		standing,
		...change !== void 0 && { change },
		counts: dimensions.map((name) => countsOf(one.dimensions[name])),
		...before !== void 0 && { before: dimensions.map((name) => countsOf(before.dimensions[name])) },
		block
	};
}
function countsOf(result) {
	if (result === void 0) return null;
	const { passed, failed, unscored, missing } = decisiveTally(result);
	return [
		passed,
		failed,
		unscored,
		missing
	];
}
function standingOf$1(one, against) {
	const tallies = Object.values(one.dimensions).map(decisiveTally);
	if (Object.entries(one.dimensions).some(([name, result]) => {
		const rate = rateOf$1(result);
		return rate !== void 0 && rate < (against.get(name) ?? .5);
	})) return "failing";
	if (tallies.some(({ failed }) => failed > 0)) return "flaky";
	return tallies.some(({ passed }) => passed > 0) ? "passing" : "unscored";
}
const leastChange = .1;
function changeOf(one, now, { before, hasBaseline }) {
	if (!hasBaseline) return void 0;
	if (before === void 0) return "new";
	const then = standingOf$1(before, /* @__PURE__ */ new Map());
	const moves = Object.entries(one.dimensions).flatMap(([name, result]) => {
		const [rate, earlier] = [rateOf$1(result), rateOf$1(before.dimensions[name])];
		return rate === void 0 || earlier === void 0 ? [] : [rate - earlier];
	});
	if (moves.some((move) => move <= -.1)) return now === "failing" && then !== "failing" ? "newly-failing" : "worse";
	if (!moves.some((move) => move >= leastChange)) return void 0;
	return then === "failing" && now !== "failing" ? "fixed" : "better";
}
function rateOf$1(result) {
	if (result === void 0) return void 0;
	const { passed, failed } = decisiveTally(result);
	return passed + failed === 0 ? void 0 : passed / (passed + failed);
}
function failureViews({ id, failures }) {
	return failures.map((failure) => {
		const { runIndex, dimension, evaluator, explanation, runs, evidence } = failure;
		const at = stepToLookAt(failure);
		return {
			run: runId({
				caseId: id,
				runIndex
			}),
			dimension,
			evaluator: terminalText(evaluator),
			explanation: terminalText(explanation, 600),
			runs,
			...at !== void 0 && { at: stepId(at) },
			evidence: evidence.slice(0, 6).map(evidenceView).map((piece) => ({
				...piece,
				what: cutText(piece.what, 300)
			}))
		};
	});
}
function errorTexts({ errors }) {
	return errors.map((error) => describeError(error, terminalWording));
}

// src/core/report/html/dimension-view.ts
function dimensionViews({ dimensions, comparison }, baseline, history) {
	return dimensions.map((row) => {
		const { dimension, floor, rate, interval, runs, standing, decision } = dimensionCells(row, terminalWording, comparison);
		const before = baseline && sameRow(baseline.decision, row);
		return {
			name: row.dimension,
			label: dimension,
			kind: row.kind,
			floor: row.floor.floor,
			standing,
			cells: {
				floor,
				rate,
				interval,
				runs,
				decision
			},
			...rateOf(row),
			...before !== void 0 && { baseline: {
				...rateOf(before),
				...beforeText(row, before)
			} },
			history: history.flatMap(({ label, decision: earlier }) => {
				const then = sameRow(earlier, row);
				return then === void 0 ? [] : [{
					label,
					...rateOf(then)
				}];
			})
		};
	});
}
function sameRow({ dimensions }, row) {
	return dimensions.find(({ kind, dimension }) => kind === row.kind && dimension === row.dimension);
}
function rateOf(row) {
	const scored = scoredRuns(row.tally);
	if (scored === 0) return { scored };
	const raw = row.tally.passed / scored;
	return {
		scored,
		rate: (row.kind === "gating" ? row.judged?.corrected : row.corrected?.rate) ?? raw,
		...spanOf(row)
	};
}
function spanOf(row) {
	if (row.kind === "gating") return row.result.kind === "unmeasured" ? {} : { span: row.result.interval };
	const span = row.corrected?.interval ?? row.interval;
	return span === void 0 ? {} : { span };
}
function beforeText(now, before) {
	const text = percentOf(before.tally.passed, scoredRuns(before.tally));
	const [rate, earlier] = [rateOf(now).rate, rateOf(before).rate];
	if (rate === void 0 || earlier === void 0) return { text };
	const difference = rate - earlier;
	if (Math.abs(difference) < 5e-4) return {
		text,
		change: "\u00B10"
	};
	return {
		text,
		change: `${difference < 0 ? "\u2212" : "+"}${pointsText(Math.abs(difference)).replace(/ points?$/, "")}`
	};
}

// src/core/report/html/experiment-head.ts
function experimentHead(report) {
	const { experiment, decision, enforcement, baseline, history = [] } = report;
	const lead = leadingFailure(decision);
	const { dataset } = experiment.subject;
	return {
		kind: "experiment",
		title: `${terminalText(dataset.name, 80)} \u00B7 ${decision.kind}`,
		decision: {
			kind: decision.kind,
			isEnforced: enforcement.kind === "enforced",
			headline: headline(decision, terminalWording, enforcement),
			...lead !== void 0 && { story: describeStory(lead, terminalWording) },
			...lead?.sample !== void 0 && { firstRun: runId({
				caseId: lead.caseId,
				runIndex: lead.sample.runIndex
			}) },
			gaps: describeGaps(decision, terminalWording)
		},
		facts: factsOf(experiment, decision, baseline?.label),
		notes: [
			describePolicy(decision, terminalWording),
			describeHermeticity(experiment),
			describeCassettes(experiment, terminalWording),
			describeMustPass(decision, terminalWording),
			describePower(decision),
			describeLost(experiment, decision, terminalWording),
			describeUnseenCalls(experiment),
			describeBarelyTested(decision, terminalWording)
		].filter((note) => note !== void 0),
		dimensions: dimensionViews(decision, baseline, history).slice(0, 200),
		cases: [],
		casesLeftOut: 0,
		runsLeftOut: 0,
		...baseline !== void 0 && { baseline: { label: terminalText(baseline.label, 80) } }
	};
}
function factsOf(experiment, decision, baseline) {
	const onOthers = describeNewCases(experiment, decision, terminalWording).slice(0, 40);
	const { subject, startedAt, recorded, planned } = experiment;
	const evaluators = subject.evaluators.slice(0, 40).map(({ ref }) => terminalText(ref, 80));
	return [
		{
			label: "Commit",
			text: terminalText(subject.commit ?? "not known", 60)
		},
		...baseline === void 0 ? [] : [{
			label: "Compared with",
			text: terminalText(baseline)
		}],
		{
			label: "Dataset",
			text: `${terminalText(subject.dataset.name, 80)} ${shortDigest(subject.dataset.digest)}`
		},
		{
			label: "Agent",
			text: `${terminalText(subject.agent.runner, 40)} ${shortDigest(subject.agent.digest)}`
		},
		...subject.judge === void 0 ? [] : [{
			label: "Judge",
			text: terminalText(subject.judge.model, 80)
		}],
		{
			label: "Evaluators",
			text: evaluators.join(", ")
		},
		{
			label: "Started",
			text: terminalText(startedAt, 40)
		},
		{
			label: "Runs",
			text: `${grouped(recorded)} of ${countOf(planned, "planned run")}; ${describeCoverage(experiment)}`
		},
		...onOthers.length === 0 ? [] : [{
			label: "On new cases",
			text: onOthers.join("; ")
		}],
		{
			label: "Spent",
			text: describeCost(experiment)
		}
	];
}
function shortDigest(digest) {
	return digest.replace(/^sha256:/, "").slice(0, 12);
}

// src/core/report/html/page-pack.ts
const frameBytes = 70;
var PagePack = class {
	#budget;
	#blocks = [];
	#used = 0;
	constructor(budgetBytes) {
		this.#budget = budgetBytes;
	}
	get blocks() {
		return this.#blocks;
	}
	get bytesLeft() {
		return this.#budget - this.#used;
	}
	tryAdd(blocks) {
		const packed = blocks.map(({ id, data }) => pack(id, data));
		const bytes = packed.reduce((sum, block) => sum + bytesOf(block), 0);
		if (this.#used + bytes > this.#budget) return false;
		this.#used += bytes;
		this.#blocks.push(...packed);
		return true;
	}
	add(id, data) {
		const block = pack(id, data);
		this.#used += bytesOf(block);
		this.#blocks.push(block);
	}
};
function packedBytes(data) {
	return bytesOf(pack("", data));
}
function pack(id, data) {
	return {
		id,
		base64: deflateRawSync(JSON.stringify(data), { level: 9 }).toString("base64")
	};
}
function bytesOf({ id, base64 }) {
	return base64.length + id.length + frameBytes;
}

// src/core/report/html/place-runs.ts
const firstFailed = 2;
const firstPassed = 1;
function placeRuns(lists, sessions) {
	const places = /* @__PURE__ */ new Map();
	const place = (views) => {
		const kept = views.map(({ session, texts }) => ({
			view: session,
			texts
		}));
		for (const [number, found] of sessions.place(kept).entries()) {
			const view = views[number];
			if (view !== void 0) places.set(view, found);
		}
	};
	for (const views of lists) {
		const passed = views.filter(({ row }) => row.standing === "passed");
		place([...views.filter(({ row }) => row.standing !== "passed").slice(0, firstFailed), ...passed.slice(0, firstPassed)]);
	}
	for (const views of lists) place(views.filter((view) => !places.has(view)));
	return places;
}

// src/core/report/html/session-blocks.ts
const sessionsInBlock = 10;
const sharedFrom = 1500;
var SessionBlocks = class {
	#drafts = [];
	place(sessions) {
		return sessions.map((session, number) => {
			if (number % sessionsInBlock === 0) this.#drafts.push({
				id: `r${this.#drafts.length}`,
				sessions: []
			});
			const draft = this.#drafts.at(-1) ?? {
				id: "",
				sessions: []
			};
			draft.sessions.push(session);
			return {
				block: draft.id,
				place: draft.sessions.length - 1
			};
		});
	}
	pack(into) {
		const shared = sharedTexts(this.#drafts);
		const byNumber = [...shared.keys()];
		const written = /* @__PURE__ */ new Set();
		let leftOut = 0;
		for (const { id, sessions } of this.#drafts) {
			const data = blockOf(sessions, shared);
			const parts = data.texts.filter((text) => typeof text === "number").filter((number) => !written.has(number)).map((number) => ({
				id: `s${number}`,
				number,
				data: { text: byNumber[number] ?? "" }
			}));
			if (!into.tryAdd([{
				id,
				data
			}, ...parts])) leftOut += sessions.length;
			else for (const { number } of parts) written.add(number);
		}
		return leftOut;
	}
};
function sharedTexts(drafts) {
	const counts = /* @__PURE__ */ new Map();
	for (const { sessions } of drafts) {
		const long = sessions.flatMap(({ texts }) => texts.filter(({ length }) => length >= sharedFrom));
		for (const text of new Set(long)) counts.set(text, (counts.get(text) ?? 0) + 1);
	}
	const several = [...counts].filter(([, count]) => count > 1);
	return new Map(several.map(([text], number) => [text, number]));
}
function blockOf(sessions, shared) {
	const places = /* @__PURE__ */ new Map();
	const placed = sessions.map(({ view, texts }) => ({
		view,
		texts: texts.map((text) => {
			const place = places.get(text) ?? places.size;
			places.set(text, place);
			return place;
		})
	}));
	return {
		texts: [...places.keys()].map((text) => shared.get(text) ?? text),
		sessions: placed
	};
}

// src/core/report/html/experiment-page.ts
const casesInBlock = 20;
const shareOfRows = .5;
function packExperiment(report, budgetBytes) {
	const { experiment, baseline } = report;
	const pack = new PagePack(budgetBytes);
	const ordered = orderedCases(report);
	const head = experimentHead(report);
	const { shown, casesLeftOut } = fittingRows(ordered, head, shareOfRows * budgetBytes);
	const reserved = packedBytes({
		...head,
		cases: shown.map(({ row }) => row)
	}) + 200;
	const room = new PagePack(pack.bytesLeft - reserved);
	const sessions = new SessionBlocks();
	const places = placeRuns(shown.flatMap(({ one }) => [report, baseline].map((side) => side?.runs?.of(one.id) ?? [])), sessions);
	const details = shown.map(({ one, before }) => {
		const rowsOf = (side, prefix) => (side?.runs?.of(one.id) ?? []).flatMap((view) => {
			const place = places.get(view);
			if (place === void 0) return [];
			return [{
				...view.row,
				...place,
				id: `${prefix}${view.row.id}`
			}];
		});
		return {
			id: one.id,
			file: terminalText(one.file, 300),
			failures: failureViews(one),
			errors: errorTexts(one),
			runs: rowsOf(report, ""),
			baseline: rowsOf(baseline, "base:"),
			baselineFailures: before === void 0 ? [] : failureViews(before)
		};
	});
	for (let from = 0; from < details.length; from += casesInBlock) room.tryAdd([{
		id: `c${from / casesInBlock}`,
		data: { cases: details.slice(from, from + casesInBlock) }
	}]);
	const sessionsLeftOut = sessions.pack(room);
	const unread = experiment.recorded - countRows(details);
	pack.add("page", {
		...head,
		cases: shown.map(({ row }) => row),
		casesLeftOut,
		runsLeftOut: Math.max(0, unread) + sessionsLeftOut
	});
	return [...pack.blocks, ...room.blocks];
}
function countRows(details) {
	return details.reduce((sum, { runs }) => sum + runs.length, 0);
}
const urgency = {
	failing: 0,
	unscored: 1,
	flaky: 2,
	passing: 3
};
function orderedCases({ experiment, decision, baseline }) {
	const dimensions = dimensionNames(decision);
	const against = floorsAgainst(decision);
	const earlier = new Map(baseline?.experiment.cases.map((one) => [one.id, one]));
	return experiment.cases.map((one) => {
		const before = earlier.get(one.id);
		return {
			one,
			before,
			row: caseRow(one, {
				dimensions,
				against: against.get(one.id) ?? noFloors,
				...before !== void 0 && { before },
				hasBaseline: baseline !== void 0,
				block: ""
			})
		};
	}).toSorted((a, b) => urgency[a.row.standing] - urgency[b.row.standing] || failedShare(b.row) - failedShare(a.row) || (a.one.id < b.one.id ? -1 : 1)).map((ordered, place) => ({
		...ordered,
		row: {
			...ordered.row,
			block: `c${Math.floor(place / casesInBlock)}`
		}
	}));
}
const noFloors = /* @__PURE__ */ new Map();
function floorsAgainst(decision) {
	const byCase = /* @__PURE__ */ new Map();
	if (decision.kind === "pass") return byCase;
	const floors = new Map(decision.dimensions.map(({ dimension, floor }) => [dimension, floor.floor]));
	const mustPass = new Set(decision.mustPass.map(({ caseId }) => caseId));
	for (const { caseId, dimension } of splitFailures(decision).against) {
		const known = byCase.get(caseId) ?? /* @__PURE__ */ new Map();
		known.set(dimension, mustPass.has(caseId) ? 1 : floors.get(dimension) ?? 1);
		byCase.set(caseId, known);
	}
	return byCase;
}
function failedShare({ counts }) {
	return Math.max(0, ...counts.map((count) => {
		if (count === null) return 0;
		const [passed, failed] = count;
		return failed / Math.max(1, passed + failed);
	}));
}
function dimensionNames({ dimensions }) {
	return [...new Set(dimensions.map(({ dimension }) => dimension))];
}
function fittingRows(ordered, head, roomBytes) {
	let count = ordered.length;
	const bytesOf = () => packedBytes({
		...head,
		cases: ordered.slice(0, count).map(({ row }) => row)
	});
	while (count > 0 && bytesOf() > roomBytes) count = Math.floor(count / 2);
	return {
		shown: ordered.slice(0, count),
		casesLeftOut: ordered.length - count
	};
}

// src/core/report/html/report-app.generated.ts
const pageScript = "const e=l(),t=l(),n=l(),r=l();function i(){return e(`page`)}async function a(e,n){if(c(e)===null)return;let{cases:r}=await t(e);return r.find(e=>e.id===n)}async function o({block:e,place:t}){if(c(e)===null)return;let{texts:r,sessions:i}=await n(e),a=i[t];if(a!==void 0)return{view:a.view,texts:await Promise.all(a.texts.map(e=>s(r[e])))}}async function s(e){return typeof e==`number`?(await r(`s${e}`)).text:e??``}function c(e){return document.getElementById(`block-${e}`)}function l(){let e=/* @__PURE__ */ new Map;return t=>{let n=e.get(t)??u(c(t)?.textContent??``);return e.set(t,n),n}}async function u(e){let t=Uint8Array.from(atob(e),e=>e.charCodeAt(0)),n=new Blob([t]).stream().pipeThrough(new DecompressionStream(`deflate-raw`));return await new Response(n).json()}function d(e,t={},...n){let r=document.createElement(e);return p(r,t,n),r}function f(e,t={},...n){let r=document.createElementNS(`http://www.w3.org/2000/svg`,e);return p(r,t,n),r}function p(e,t,n){for(let[n,r]of Object.entries(t))r!==void 0&&r!==!1&&(typeof r==`function`?e.addEventListener(n.slice(2),r):e.setAttribute(n,r===!0?``:String(r)));for(let t of n)t!==void 0&&t!==!1&&e.append(t)}function m(e,t,...n){return d(`a`,{...t,href:e},...n)}function h(e){if(e===void 0)return`\u2013`;let t=(100*e).toFixed(1);return t===`100.0`&&e<1?`> 99.9 %`:t===`0.0`&&e>0?`< 0.1 %`:`${t} %`}function g(e,t){return`${e.toLocaleString(`en`)} ${e===1?t:`${t}s`}`}function _([e,t,n,r]){let i=n+r;return`${e}/${e+t}${i>0?` (${i} lost)`:``}`}function v(e){return e.split(\"`\").map((e,t)=>t%2==1?d(`code`,{},e):e)}function y(e,t){return d(`span`,{class:`pill ${t}`},e)}const ee={failing:`bad`,flaky:`warn`,passing:`good`,unscored:`muted`},b={\"newly-failing\":`bad`,worse:`warn`,fixed:`good`,better:`good`,new:`info`},x={\"newly-failing\":`newly failing`,worse:`worse`,fixed:`fixed`,better:`better`,new:`new case`},S={passed:`good`,failed:`bad`,unscored:`muted`,error:`warn`};function te(e){let[t=``,n=``,r=``]=e.replace(/^#\\/?/,``).split(`/`).map(ne);switch(t){case`cases`:return{page:t};case`case`:return{page:t,id:n};case`run`:return{page:t,id:n,...r!==``&&{step:r}};case`compare`:return{page:t,one:n,other:r};case`session`:return{page:t,place:Number(n),...r!==``&&{step:r}};case`cluster`:return{page:t,place:Number(n)};default:return{page:`overview`}}}function ne(e){try{return decodeURIComponent(e)}catch{return e}}function C(...e){return`#/${e.map(e=>encodeURIComponent(e)).join(`/`)}`}function w(e){let t=e.replace(/^base:/,``);return t.slice(0,t.lastIndexOf(`.`))}function T(e,t,n){let r=[...new Set(e.dimensions.map(e=>e.name))];return d(`div`,{class:`scroller`,role:`region`,tabindex:0,\"aria-label\":`Table: ${n}`},d(`table`,{class:`cases`},d(`thead`,{},d(`tr`,{},d(`th`,{scope:`col`},`Case`),d(`th`,{scope:`col`},`Standing`),...r.map(e=>d(`th`,{scope:`col`,class:`number`},e)))),d(`tbody`,{},...t.map(e=>re(e,r)))))}function re(e,t){let{id:n,title:r,standing:i,change:a,status:o,counts:s,before:c}=e;return d(`tr`,{},d(`th`,{scope:`row`},m(C(`case`,n),{},n),r!==``&&d(`span`,{class:`title`},r)),d(`td`,{class:`pills`},y(i,ee[i]),a!==void 0&&y(x[a],b[a]),o!==`guarding`&&y(o,`muted`)),...s.map((e,n)=>d(`td`,{class:e===null?`number empty`:`number`,\"data-name\":t[n]},...ie(e,c?.[n]??null))))}function ie(e,t){return e===null?[d(`span`,{class:`none`},`\u2013`)]:[_(e),E(e),...t===null?[]:[d(`span`,{class:`before`},`was ${_(t)}`)]]}function E([e,t]){let n=e+t,r=n===0?0:e/n;return f(`svg`,{class:`bar`,viewBox:`0 0 60 4`,\"aria-hidden\":`true`,preserveAspectRatio:`none`},f(`rect`,{class:n===0?`none`:`failed`,width:60,height:4,rx:2}),f(`rect`,{class:`passed`,width:60*r,height:4,rx:2}))}const D=[{label:`All`,holds:()=>!0},{label:`Failing`,holds:({standing:e})=>e===`failing`},{label:`Flaky`,holds:({standing:e})=>e===`flaky`},{label:`Passing`,holds:({standing:e})=>e===`passing`},{label:`Not scored`,holds:({standing:e})=>e===`unscored`},{label:`Newly failing`,holds:({change:e})=>e===`newly-failing`},{label:`Fixed`,holds:({change:e})=>e===`fixed`},{label:`Worse`,holds:({change:e})=>e===`worse`},{label:`Not guarding`,holds:({status:e})=>e!==`guarding`}],O={text:``,filter:`All`,dimension:``};function ae(e){let{cases:t,casesLeftOut:n}=e,r=d(`div`,{class:`list`}),i=d(`p`,{class:`counts`,role:`status`}),a=[...new Set(e.dimensions.map(({name:e})=>e))],o=200,s=()=>{let t=oe(e,a),n=t.slice(0,o),c=t.length-n.length;i.textContent=t.length===0?`No case is like that.`:`${g(t.length,`case`)}${c>0?`, ${n.length} of them shown`:``}`;let l=d(`button`,{type:`button`,class:`button`,onclick:()=>{o+=200,s()}},`Show ${Math.min(c,200)} more`);r.replaceChildren(...n.length===0?[]:[T(e,n,`Cases`)],...c>0?[l]:[])},c=()=>{o=200,s()};return s(),d(`div`,{},d(`h1`,{tabindex:-1},`Cases`),d(`search`,{class:`filters`},se(c),ce(a,c),d(`div`,{class:`chips`,role:`group`,\"aria-label\":`Standing`},...le(t,c))),i,r,n>0&&d(`p`,{class:`note`},`${g(n,`more case`)} found no room in this page; experiment.json has them all.`))}function oe({cases:e},t){let n=O.text.toLowerCase().split(/\\s+/).filter(e=>e!==``),r=D.find(({label:e})=>e===O.filter)??D[0],i=t.indexOf(O.dimension);return e.filter(e=>{if(r?.holds(e)===!1||i>=0&&(e.counts[i]??null)===null)return!1;let t=`${e.id} ${e.title}`.toLowerCase();return n.every(e=>t.includes(e))})}function se(e){let t=d(`input`,{type:`search`,id:`search`,placeholder:`Search by name or title`,\"aria-label\":`Search cases`,\"aria-keyshortcuts\":`/`,value:O.text});return t.addEventListener(`input`,()=>{O.text=t.value,e()}),t}function ce(e,t){let n=d(`select`,{\"aria-label\":`Dimension`},d(`option`,{value:``},`Every dimension`),...e.map(e=>d(`option`,{value:e,selected:e===O.dimension},e)));return n.addEventListener(`change`,()=>{O.dimension=n.value,t()}),n}function le(e,t){let n=D.flatMap(({label:r,holds:i})=>{let a=e.filter(i).length;if(a===0&&r!==`All`)return[];let o=d(`button`,{type:`button`,class:`chip`,\"aria-pressed\":String(r===O.filter)},r,d(`span`,{class:`count`},String(a)));return o.addEventListener(`click`,()=>{O.filter=r;for(let e of n)e.setAttribute(`aria-pressed`,String(e===o));t()}),[o]});return n}const ue={passed:`\u2713`,failed:`\u2715`,unscored:`?`,error:`!`};function de(e,t){return d(`ul`,{class:`strip`,\"aria-label\":t},...e.map(e=>d(`li`,{},m(C(`run`,e.id),{class:`square ${S[e.standing]}`,title:k(e),\"aria-label\":k(e)},ue[e.standing]))))}function k({index:e,standing:t,outcome:n,failed:r}){return n===`completed`?`run ${e}: ${t}${r.length>0?` on ${r.join(`, `)}`:``}`:`run ${e}: ${n}`}const fe={pass:`good`,fail:`bad`,unscored:`muted`},A={fail:0,unscored:1,pass:2};function pe({verdicts:e},t){let n=e.toSorted((e,t)=>A[e.result]-A[t.result]);return d(`section`,{class:`verdicts`,\"aria-label\":`Verdicts`},d(`h2`,{},`Verdicts`),d(`ul`,{},...n.map(e=>me(e,t))))}function me(e,t){let{result:n,dimension:r,evaluator:i,kind:a,explanation:o,evidence:s,score:c}=e;return d(`li`,{class:`verdict-item ${n}`},d(`p`,{class:`verdict-head`},y(n,fe[n]),d(`strong`,{},r)),o!==``&&d(`p`,{class:`explanation`},...v(o)),j(s,t),d(`p`,{class:`origin`},`${i} \u00B7 ${a}${c===void 0?``:` \u00B7 score ${c}`}`))}function j(e,t){return e.length!==0&&d(`ol`,{class:`evidence`},...e.map(({at:e,what:n,isQuote:r})=>d(`li`,{},e===void 0?d(`span`,{class:`at`},`reply`):m(t(e),{class:`at`,\"aria-label\":`step ${e}`},e),d(r===!0?`q`:`span`,{},n))))}function he(e,t,n){let{id:r,title:i,standing:a,change:o,status:s}=t;return d(`article`,{class:`case`},d(`nav`,{class:`crumbs`,\"aria-label\":`Place`},m(C(`cases`),{},`Cases`)),d(`h1`,{tabindex:-1},r),i!==``&&d(`p`,{class:`subtitle`},i),d(`p`,{class:`pills`},y(a,ee[a]),o!==void 0&&y(x[o],b[o]),s!==`guarding`&&y(s,`muted`),n!==void 0&&d(`code`,{},n.file)),ge(e,t),...n===void 0?[d(`p`,{class:`note`},`The details of this case found no room in this page.`)]:_e(e,n))}function ge(e,{counts:t,before:n}){let r=[...new Set(e.dimensions.map(({name:e})=>e))],i=e.baseline!==void 0;return d(`div`,{class:`scroller`,role:`region`,tabindex:0,\"aria-label\":`Passed runs`},d(`table`,{class:`case-counts`},d(`thead`,{},d(`tr`,{},d(`th`,{scope:`col`},`Dimension`),d(`th`,{scope:`col`},`This run`),i&&d(`th`,{scope:`col`},e.baseline?.label??`Baseline`))),d(`tbody`,{},...r.flatMap((e,r)=>{let a=t[r]??null,o=n?.[r]??null;return a===null&&o===null?[]:[d(`tr`,{},d(`th`,{scope:`row`},e),d(`td`,{},...a===null?[`\u2013`]:[_(a),E(a)]),i&&d(`td`,{},...o===null?[`\u2013`]:[_(o),E(o)]))]}))))}function _e(e,t){let n=e.baseline!==void 0,r=[M(`This run`,t.runs,t.failures,``),...n?[M(e.baseline?.label??`Baseline`,t.baseline,t.baselineFailures,`base:`)]:[]];return[d(`div`,{class:n?`two-sides`:`one-side`},...r),...t.errors.length===0?[]:[d(`section`,{\"aria-label\":`Errors`},d(`h2`,{},`Errors`),d(`ul`,{},...t.errors.map(e=>d(`li`,{},e))))]]}function M(e,t,n,r){return d(`section`,{\"aria-label\":e},d(`h2`,{},e),t.length===0?d(`p`,{class:`none`},`No session of it is in this page.`):d(`div`,{},d(`p`,{class:`counts`},g(t.length,`run`)),de(t,`Runs of ${e}`)),...n.map(e=>ve(e,r)))}function ve(e,t){let{run:n,dimension:r,evaluator:i,explanation:a,runs:o,at:s,evidence:c}=e,l=e=>C(`run`,`${t}${n}`,e);return d(`div`,{class:`failure`},d(`p`,{class:`verdict-head`},y(g(o,`run`),`bad`),d(`strong`,{},r),d(`span`,{class:`origin`},i)),d(`p`,{class:`explanation`},...v(a)),j(c,l),d(`p`,{},m(s===void 0?C(`run`,`${t}${n}`):l(s),{},`Open ${n}${s===void 0?``:` at ${s}`}`)))}const N=[`auto`,`light`,`dark`];function ye(e){let t=d(`main`,{id:`main`}),n=[m(`#/`,{},e.kind===`experiment`?`Overview`:e.kind===`triage`?`Queue`:`Sessions`),...e.kind===`experiment`?[m(C(`cases`),{},`Cases`)]:[]],r=xe(e),i=d(`button`,{type:`button`,class:`button quiet`,\"aria-keyshortcuts\":`?`},`Keys`);return i.addEventListener(`click`,()=>r.showModal()),document.getElementById(`app`)?.replaceChildren(m(`#main`,{class:`skip`,onclick:a},`Skip to the content`),d(`header`,{class:`top`},d(`a`,{class:`brand`,href:`#/`},`Tracegate`),d(`span`,{class:`page-title`},e.title),d(`nav`,{\"aria-label\":`Pages`},...n),i,be()),t,r),{main:t,mark:e=>{for(let t of n)t.getAttribute(`href`)===e?t.setAttribute(`aria-current`,`page`):t.removeAttribute(`aria-current`)}};function a(e){e.preventDefault(),t.querySelector(`h1`)?.focus()}}function be(){let e=0,t=d(`button`,{type:`button`,class:`button quiet`},`Theme: auto`);return t.addEventListener(`click`,()=>{e=(e+1)%N.length;let n=N[e]??`auto`;t.textContent=`Theme: ${n}`,n===`auto`?document.documentElement.removeAttribute(`data-theme`):document.documentElement.setAttribute(`data-theme`,n)}),t}function xe({kind:e}){let t=[...e===`triage`?[]:[[`/`,`search`]],[`j, k`,`next and previous step of a session`],[`b`,`first bad step`],...e===`experiment`?[[`[ and ]`,`previous and next run of the case`]]:[],[`?`,`this list`]],n=d(`dialog`,{\"aria-label\":`Keys`},d(`h2`,{},`Keys`),d(`dl`,{class:`facts`},...t.flatMap(([e=``,t=``])=>[d(`dt`,{},e),d(`dd`,{},t)])),d(`form`,{method:`dialog`},d(`button`,{class:`button`},`Close`)));return n.id=`keys`,n}function Se(){document.addEventListener(`keydown`,e=>{e.ctrlKey||e.metaKey||e.altKey||Ce(e.target)||document.querySelector(`dialog[open]`)!==null||we(e.key)&&e.preventDefault()})}function Ce(e){return e instanceof HTMLElement&&/^(?:INPUT|SELECT|TEXTAREA)$/.test(e.tagName)}function we(e){switch(e){case`/`:return Te();case`j`:return P(1);case`k`:return P(-1);case`b`:return F(`to-first-bad`);case`[`:return F(`previous`);case`]`:return F(`next`);case`?`:return Ee();default:return!1}}function Te(){let e=document.getElementById(`search`);return e===null&&(location.hash=C(`cases`)),e?.focus(),!0}function P(e){let t=[...document.querySelectorAll(`details.step > summary`)];if(t.length===0)return!1;let n=t.findIndex(e=>e===document.activeElement),r=n===-1?e===1?0:t.length-1:n+e;return t[Math.min(t.length-1,Math.max(0,r))]?.focus(),!0}function F(e){let t=document.getElementById(e);return t?.click(),t!==null}function Ee(){let e=document.getElementById(`keys`);return e instanceof HTMLDialogElement&&e.showModal(),!0}function De(e,t){let{label:n,history:r,floor:i,rate:a,span:o,scored:s}=e,c=[...r,{label:`this run`,scored:s,...a!==void 0&&{rate:a},...o!==void 0&&{span:o}}],l=e=>5+e/Math.max(1,c.length-1)*160,u=e=>39-(Math.max(t.low,e)-t.low)/(t.high-t.low)*34,d=c.flatMap((e,t)=>e.rate===void 0?[]:[`${l(t)},${u(e.rate)}`]).join(` `);return f(`svg`,{class:`history`,viewBox:`0 0 170 44`,role:`img`,\"aria-label\":`${n} over time: ${c.map(e=>`${e.label} ${h(e.rate)}`).join(`, `)}`},f(`line`,{class:`floor`,x1:0,x2:170,y1:u(i),y2:u(i)}),...c.flatMap(({span:e},t)=>e===void 0?[]:[f(`line`,{class:`span`,x1:l(t),x2:l(t),y1:u(e.low),y2:u(e.high)})]),f(`polyline`,{class:`line`,points:d}),...c.flatMap((e,t)=>{if(e.rate===void 0)return[];let n=t===c.length-1;return[f(`circle`,{class:n?`point now`:`point`,cx:l(t),cy:u(e.rate),r:n?4:2.5},f(`title`,{},`${e.label}: ${h(e.rate)} of ${e.scored} runs`))]}))}function Oe(e){let t=e.flatMap(({floor:e,span:t,rate:n,baseline:r,history:i})=>[e,t?.low??1,n??1,r?.span?.low??r?.rate??1,...i.map(e=>e.span?.low??e.rate??1)]),n=Math.min(...t,.9);return{low:Math.max(0,Math.floor(10*(n-.02))/10),high:1}}function ke(e,t){let{baseline:n,standing:r,floor:i}=e,a=e=>L(e,t);return f(`svg`,{class:`interval ${r}`,viewBox:`0 0 300 34`,role:`img`,\"aria-label\":Ae(e)},f(`line`,{class:`axis`,x1:8,x2:292,y1:17,y2:17}),f(`rect`,{class:`allowed`,x:a(i),y:4,width:Math.max(0,a(1)-a(i)),height:26,rx:3}),f(`line`,{class:`floor`,x1:a(i),x2:a(i),y1:2,y2:32}),...n===void 0?[]:I(n,{x:a,y:26,name:`before`,radius:3}),...I(e,{x:a,y:n===void 0?17:12,name:`now`,radius:5}))}function I({rate:e,span:t},{x:n,y:r,name:i,radius:a}){return e===void 0?[]:[...t===void 0?[]:[f(`line`,{class:`span ${i}`,x1:n(t.low),x2:n(t.high),y1:r,y2:r}),...[t.low,t.high].map(e=>f(`line`,{class:`end ${i}`,x1:n(e),x2:n(e),y1:r-4,y2:r+4}))],f(`circle`,{class:`point ${i}`,cx:n(e),cy:r,r:a})]}function Ae({label:e,rate:t,span:n,floor:r,baseline:i,scored:a}){if(t===void 0)return`${e}: not measured; the floor is ${h(r)}`;let o=n===void 0?``:`, 95 % interval ${h(n.low)} to ${h(n.high)}`,s=i?.rate===void 0?``:`; baseline ${h(i.rate)}`;return`${e}: ${h(t)} of ${a} runs${o}; the floor is ${h(r)}${s}`}function je(e){let t=e.high-e.low>.5?.25:e.high-e.low>.2?.1:.05,n=[];for(let r=e.high;r>=e.low-1e-9;r-=t)n.push(r);return f(`svg`,{class:`scale`,viewBox:`0 0 300 16`,\"aria-hidden\":`true`},...n.map(t=>f(`text`,{x:L(t,e),y:12,\"text-anchor\":t>.999?`end`:`middle`},`${Math.round(100*t)}${t>.999?` %`:``}`)))}function L(e,{low:t,high:n}){return 8+(Math.min(n,Math.max(t,e))-t)/(n-t)*284}const Me={pass:{mark:`\u2713`,word:`Pass`,tone:`good`},fail:{mark:`\u2715`,word:`Fail`,tone:`bad`},undetermined:{mark:`?`,word:`Undetermined`,tone:`warn`}},Ne={met:{word:`met`,tone:`good`},missed:{word:`missed`,tone:`bad`},open:{word:`open`,tone:`warn`},advisory:{word:`advisory`,tone:`muted`}};function Pe(e){return d(`div`,{class:`overview`},Fe(e),Ie(e.dimensions,e.baseline?.label),Re(e),d(`section`,{\"aria-labelledby\":`about`},d(`h2`,{id:`about`},`About this run`),d(`dl`,{class:`facts`},...e.facts.flatMap(({label:e,text:t})=>[d(`dt`,{},e),d(`dd`,{},t)])),...e.notes.map(e=>d(`p`,{class:`note`},...v(e)))))}function Fe({decision:e}){let{mark:t,word:n,tone:r}=Me[e.kind],{story:i,gaps:a,firstRun:o}=e;return d(`section`,{class:`verdict ${r}`,\"aria-label\":`Decision`},d(`div`,{class:`mark`,\"aria-hidden\":`true`},t),d(`div`,{},d(`p`,{class:`word`},n,e.isEnforced?``:` \u00B7 not enforced yet`),d(`h1`,{tabindex:-1},...v(e.headline)),i!==void 0&&d(`p`,{class:`story`},...v(i)),o!==void 0&&d(`p`,{},m(C(`run`,o),{class:`button`},`Open the session`)),a.length>0&&d(`ul`,{class:`gaps`},...a.map(e=>d(`li`,{},...v(e))))))}function Ie(e,t){let n=Oe(e),r=e.some(({history:e})=>e.length>0),i=t!==void 0;return d(`section`,{\"aria-labelledby\":`dimensions`},d(`h2`,{id:`dimensions`},`Dimensions`),d(`div`,{class:`scroller`,role:`region`,tabindex:0,\"aria-label\":`Table of dimensions`},d(`table`,{class:`dimensions`},d(`thead`,{},d(`tr`,{},d(`th`,{scope:`col`},`Dimension`),d(`th`,{scope:`col`},d(`span`,{class:`unseen`},`Interval and floor`),je(n)),d(`th`,{scope:`col`,class:`number`},`Passed, 95 %`),d(`th`,{scope:`col`,class:`number`},`Floor`),i&&d(`th`,{scope:`col`,class:`number`},`Baseline`),d(`th`,{scope:`col`,class:`number`},`Runs`),r&&d(`th`,{scope:`col`},`History`))),d(`tbody`,{},...e.map(e=>Le(e,{scale:n,isCompared:i,hasHistory:r}))))),d(`p`,{class:`legend`},`Dot and bar: share of runs that passed, with its 95 % interval. Line: the floor; the tinted side meets it.`,i&&` Grey: ${t}.`))}function Le(e,{scale:t,isCompared:n,hasHistory:r}){let{cells:i,standing:a,baseline:o}=e,{word:s,tone:c}=Ne[a],l=i.decision===s?``:i.decision.replace(/^advisory[:,] /,``);return d(`tr`,{},d(`th`,{scope:`row`},d(`span`,{class:`dimension`},e.label),y(s,c),l!==``&&d(`span`,{class:`under`},l)),d(`td`,{class:`chart`},ke(e,t)),R(`Passed`,!0,i.rate,d(`span`,{class:`under`},i.interval===i.rate?``:i.interval)),R(`Floor`,!1,i.floor),n&&R(`Baseline`,!1,o?.text??`\u2013`,d(`span`,{class:`under`},o?.change??``)),R(`Runs`,!1,i.runs),r&&d(`td`,{class:`course`,\"data-name\":`History`},e.history.length>0&&De(e,t)))}function R(e,t,...n){return d(`td`,{class:t?`number strong`:`number`,\"data-name\":e},...n)}function Re(e){let{cases:t}=e,n=t.filter(({standing:e,change:t})=>e!==`passing`||t!==void 0).slice(0,8),r=t.length+e.casesLeftOut;return d(`section`,{\"aria-labelledby\":`telling`},d(`h2`,{id:`telling`},n.length===0?`Cases`:`Cases to look at`),d(`p`,{class:`counts`},ze(t,r)),n.length>0&&T(e,n,`Cases to look at`),d(`p`,{},m(C(`cases`),{class:`more`},r===1?`The one case`:`All ${g(r,`case`)}`)))}function ze(e,t){let n=t=>e.filter(t).length,r=[[n(({change:e})=>e===`newly-failing`),`newly failing`],[n(({standing:e})=>e===`failing`),`failing`],[n(({standing:e})=>e===`flaky`),`flaky`],[n(({change:e})=>e===`fixed`),`fixed`],[n(({standing:e})=>e===`unscored`),`not scored`]].filter(([e])=>e>0).map(([e,t])=>`${e} ${t}`);return r.length===0?t===1?`The one case passed every scored run.`:`All of ${g(t,`case`)} passed every scored run.`:`Of ${g(t,`case`)}: ${r.join(`, `)}.`}function z(e,t){let[n,r]=[e.slice(0,600),t.slice(0,600)],i=r.length+1,a=new Int32Array((n.length+1)*i),o=(e,t)=>a[e*i+t]??0;for(let e=n.length-1;e>=0;--e)for(let t=r.length-1;t>=0;--t)a[e*i+t]=Math.max(o(e+1,t),o(e,t+1),o(e+1,t+1)+H(n[e],r[t]));let s=[],[c,l]=[0,0];for(;;){let[e,t]=[n[c],r[l]];if(e===void 0&&t===void 0)return s;let i=H(e,t);e!==void 0&&t!==void 0&&i>0&&o(c,l)===o(c+1,l+1)+i?(s.push({kind:i===V?`same`:`changed`,one:e,other:t}),[c,l]=[c+1,l+1]):e!==void 0&&(t===void 0||o(c,l)===o(c+1,l))?(s.push({kind:`only-one`,one:e}),c+=1):t!==void 0&&(s.push({kind:`only-other`,other:t}),l+=1)}}function B(e){let t=e.filter(({kind:e})=>e!==`same`),n=e=>e.kind===`only-other`?e.other.kind:e.one.kind;return t.find(e=>n(e)===`tool`)??t[0]}const V=1e3;function H(e,t){return e===void 0||t===void 0||e.kind!==t.kind||e.name!==t.name?0:e.detail===t.detail?V:1}function U({view:e,texts:t}){return e.turns.flatMap((e,n)=>{let r=n+1;return[{at:`${r}`,kind:`user`,name:`user`,detail:t[e.user]??``},...e.steps.flatMap((e,n)=>{if(e.kind!==`tool`)return[];let i=`${e.arguments===void 0?``:t[e.arguments]??``}\\n\u2192 ${e.result===void 0?e.line:t[e.result]??``}`;return[{at:`${r}.${n+1}`,kind:`tool`,name:e.name,detail:i}]}),...e.reply===void 0?[]:[{at:`${r}`,kind:`reply`,name:`reply`,detail:t[e.reply]??``}]]})}const Be={user:`user`,tool:`tool`,reply:`reply`};function Ve(e,t,n){let r=z(U(e.session),U(t.session)),i=B(r);return d(`article`,{class:`compare`},d(`nav`,{class:`crumbs`,\"aria-label\":`Place`},n),d(`h1`,{tabindex:-1},`${e.name} beside ${t.name}`),d(`p`,{},W(i,e.name,t.name)),d(`div`,{class:`scroller`,role:`region`,tabindex:0,\"aria-label\":`Comparison`},d(`table`,{class:`sides`},d(`thead`,{},d(`tr`,{},He(e),He(t))),d(`tbody`,{},...r.map(n=>d(`tr`,{class:n===i?`${n.kind} parting`:n.kind},Ue(`one`in n?n.one:void 0,e,n),Ue(`other`in n?n.other:void 0,t,n)))))))}function W(e,t,n){if(e===void 0)return`Every call and every reply is the same in ${t} and ${n}.`;switch(e.kind){case`only-one`:return`They part at ${G(e.one)} of ${t}, which ${n} does not do.`;case`only-other`:return`They part where ${n} goes on with ${G(e.other)}, which ${t} does not do.`;case`same`:case`changed`:return e.one.kind===`tool`?`They part at ${G(e.one)} of ${t}, which ${n} calls with other arguments or gets another answer from.`:`They part at ${G(e.one)} of ${t}, where ${n} has other words.`}}function G({at:e,kind:t,name:n}){return t===`tool`?`step ${e} (${n})`:`the ${t===`user`?`user's words`:`reply`} of turn ${e}`}function He({id:e,name:t,standing:n}){return d(`th`,{scope:`col`},m(C(`run`,e),{},t),` `,y(n.word,n.tone))}function Ue(e,{id:t},{kind:n}){return e===void 0?d(`td`,{class:`absent`},`\u2013`):d(`td`,{},d(`details`,{open:n===`changed`&&e.kind===`tool`},d(`summary`,{},d(`span`,{class:`kind`},Be[e.kind]),e.kind===`tool`?d(`span`,{class:`name`},e.name):d(`span`,{class:`words`},We(e.detail)),n!==`same`&&n!==`changed`&&y(`only here`,`warn`),n===`changed`&&y(`differs`,`info`)),d(`pre`,{class:`detail`,tabindex:0},e.detail),d(`p`,{},m(C(`run`,t,e.at),{},`Open at ${e.at}`))))}function We(e){let t=e.replace(/\\s+/g,` `).trim();return t.length>140?`${t.slice(0,139)}\u2026`:t}const Ge=/(\"(?:[^\"\\\\]|\\\\.)*\")(\\s*:)?|\\b(?:true|false|null)\\b|-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?/g;function K(e){let t=Ke(e),n=d(`pre`,{class:`json`,tabindex:0}),r=0;for(let e of t.matchAll(Ge)){let[i,a,o]=e,s=a===void 0?`literal`:o===void 0?`string`:`key`;n.append(t.slice(r,e.index),d(`span`,{class:s},a??i)),r=e.index+(a??i).length}return n.append(t.slice(r)),n}function Ke(e){try{let t=JSON.parse(e);return qe(typeof t==`string`?t:JSON.stringify(t,null,2))}catch{return e}}function qe(e){return e.replace(/(?![\\n\\t])[\\p{Cc}\\p{Cf}\\p{Default_Ignorable_Code_Point}\\p{Cs}]/gu,e=>`\\\\u${(e.codePointAt(0)??0).toString(16).padStart(4,`0`)}`)}function Je(e,{texts:t},{at:n,isFirstBad:r,isEvidence:i}){let{kind:a,name:o,line:s,status:c,marks:l,about:u,error:f}=e,p=d(`div`,{class:`inside`}),m=d(`details`,{class:[`step`,a,c,r&&`first-bad`,i&&`evidence`].filter(e=>e!==!1).join(` `),id:`step-${n}`},d(`summary`,{},d(`span`,{class:`at`},n),d(`span`,{class:`kind`},a),d(`span`,{class:`name`},o),d(`span`,{class:`arrow`,\"aria-hidden\":`true`},`\u2192`),d(`span`,{class:`line`},s),r&&y(`first bad step`,`bad`),c===`error`&&y(`error`,`bad`),c===`pending`&&y(`no answer`,`warn`),e.isEmptySearch===!0&&y(`found nothing`,`warn`),...l.map(e=>y(e,`muted`)),d(`span`,{class:`about`},u)),p);return m.addEventListener(`toggle`,()=>{!m.open||p.childElementCount>0||(p.append(...q(`Thought`,e.thought===void 0?void 0:t[e.thought],!1),...q(`Said`,e.said===void 0?void 0:t[e.said],!1),...q(a===`tool`?`Arguments`:`Asked for`,e.arguments===void 0?void 0:t[e.arguments],!0),...q(`Result`,e.result===void 0?void 0:t[e.result],!0),...f===void 0?[]:[d(`p`,{class:`label`},`Error`),d(`pre`,{class:`error`},f)]),p.childElementCount===0&&p.append(d(`p`,{class:`none`},`Nothing of it was captured.`)))}),m}function q(e,t,n){return t===void 0?[]:[d(`p`,{class:`label`},e),n?K(t):J(t)]}function J(e){return d(`div`,{class:`prose`},e===``?d(`span`,{class:`none`},`(empty)`):e)}function Ye(e){let{view:t,texts:n}=e,r=t.verdicts.filter(({result:e})=>e===`fail`).flatMap(({evidence:e})=>e).flatMap(({what:e,isQuote:t})=>t===!0?[e.replace(/\u2026$/,``)]:[]),i=Xe(t.verdicts);return d(`div`,{class:`conversation`},...Y(`What the agent was told`,t.policy,e=>J(n[e]??``)),...Y(`Tools that it had`,t.tools,e=>K(n[e]??``)),...t.turns.map((t,n)=>Ze(e,t,{number:n+1,quotes:r,evidence:i})),t.turns.length===0&&d(`p`,{class:`none`},`No turn was captured.`),t.stepsLeftOut!==void 0&&d(`p`,{class:`note`},`${t.stepsLeftOut} more steps are not in this page.`),...Y(`The agent's world at the end`,t.finalState,e=>K(n[e]??``)),t.annotations.length>0&&d(`section`,{class:`annotations`,\"aria-label\":`Annotations`},d(`h2`,{},`Annotations`),d(`ul`,{},...t.annotations.map(e=>d(`li`,{},e)))))}function Xe(e){let t=e.filter(({result:e})=>e===`fail`);return new Set(t.flatMap(({evidence:e})=>e.flatMap(({at:e})=>e??[])))}function Y(e,t,n){if(t===void 0)return[];let r=d(`details`,{class:`folded`},d(`summary`,{},e));return r.addEventListener(`toggle`,()=>{r.open&&r.childElementCount===1&&r.append(n(t))}),[r]}function Ze(e,t,{number:n,quotes:r,evidence:i}){let{view:a,texts:o}=e,s=o[t.user]??``,{reply:c,error:l}=t;return d(`section`,{class:`turn`,id:`turn-${n}`,\"aria-label\":`Turn ${n}`},d(`p`,{class:`turn-head`},`Turn ${n}`,t.when!==``&&d(`span`,{},t.when)),s===``&&n===1?d(`p`,{class:`none`},`The agent opens.`):Qe(`user`,`User`,J(s)),d(`div`,{class:`steps`},...t.steps.map((t,r)=>{let o=`${n}.${r+1}`;return Je(t,e,{at:o,isFirstBad:a.firstBad===o,isEvidence:i.has(o)})})),c===void 0?d(`p`,{class:`none`},`No reply was captured.`):Qe(`agent`,`Agent`,$e(o[c]??``,r)),l!==void 0&&d(`pre`,{class:`error`},l))}function Qe(e,t,n){return d(`div`,{class:`said ${e}`},d(`span`,{class:`who`},t),n)}function $e(e,t){let n=t.find(t=>t.length>3&&e.includes(t));if(n===void 0)return J(e);let r=e.indexOf(n);return d(`div`,{class:`prose`},e.slice(0,r),d(`mark`,{},n),e.slice(r+n.length))}function et(e,t){let{view:n}=e,{title:r,standing:i,stepHash:a,navigation:o,remarks:s=[]}=t,c=d(`button`,{type:`button`,class:`button quiet`,\"aria-pressed\":`false`},`Unfold every step`),l=Ye(e);return c.addEventListener(`click`,()=>{let e=c.getAttribute(`aria-pressed`)!==`true`;c.setAttribute(`aria-pressed`,String(e)),c.textContent=e?`Fold every step`:`Unfold every step`;for(let t of l.querySelectorAll(`details.step`))t.open=e}),d(`article`,{class:`session`},d(`nav`,{class:`crumbs`,\"aria-label\":`Place`},...o),d(`header`,{class:`session-head`},d(`h1`,{tabindex:-1},r,` `,y(i.word,i.tone)),...n.facts.map(e=>d(`p`,{class:`fact`},e)),n.outcome!==void 0&&n.outcome!==`completed`&&d(`p`,{class:`error-line`},`${n.outcome}: ${n.reason??``}`),d(`p`,{class:`actions`},n.firstBad!==void 0&&m(a(n.firstBad),{class:`button`,id:`to-first-bad`},`Go to the first bad step`),c),...s),n.verdicts.length===0?l:d(`div`,{class:`columns`},l,d(`aside`,{},pe(n,a))))}function tt(e){let t=document.getElementById(`step-${e}`);t instanceof HTMLDetailsElement?(t.open=!0,t.scrollIntoView({block:`center`}),t.querySelector(`summary`)?.focus({preventScroll:!0})):document.getElementById(`turn-${e.split(`.`)[0]}`)?.scrollIntoView({block:`start`})}async function nt(e,t){let{run:n,siblings:r}=at(e,t),i=n&&await o(n);if(n===void 0||i===void 0)return Z(t);let a=r.indexOf(n);return et(i,{title:X(t),standing:{word:n.standing,tone:S[n.standing]},stepHash:e=>C(`run`,t,e),navigation:[m(C(`cases`),{},`Cases`),m(C(`case`,e.id),{},e.id),ot(r[a-1],`Previous run`,`previous`),ot(r[a+1],`Next run`,`next`)],remarks:await st(e,n,i)})}async function rt(e,t){let[n,r]=await Promise.all(t.map(t=>it(e,t)));return n===void 0?Z(t[0]):r===void 0?Z(t[1]):Ve(n,r,m(C(`case`,e.id),{},e.id))}async function it(e,t){let{run:n}=at(e,t),r=n&&await o(n);if(n===void 0||r===void 0)return;let i={word:n.standing,tone:S[n.standing]};return{id:t,name:X(t),standing:i,session:r}}function at({runs:e,baseline:t},n){let r=n.startsWith(`base:`)?t:e;return{run:r.find(e=>e.id===n),siblings:r}}function X(e){return e.startsWith(`base:`)?`${e.slice(5)} of the baseline`:e}function ot(e,t,n){return e!==void 0&&m(C(`run`,e.id),{id:n,title:k(e)},t)}async function st({runs:e,baseline:t},n,r){let i=[...e,...t].filter(({id:e})=>e!==n.id);if(i.length===0)return[];let a=i.filter(({standing:e})=>e===`passed`),o=[],s=n.standing===`passed`?void 0:await ct(a,r);if(s!==void 0){let{sibling:e,parting:t}=s;o.push(d(`p`,{class:`parting-note`},`${X(e.id)} passed. `,W(t,`this run`,X(e.id)),` `,m(C(`compare`,n.id,e.id),{},`Compare side by side`)))}return[...o,lt(n,i)]}async function ct(e,t){let n=U(t),r;for(let t of e.slice(0,8)){let e=await o(t);if(e===void 0)continue;let i=z(n,U(e)),a=B(i),s=a===void 0?i.length:i.indexOf(a);(r===void 0||s>r.shared)&&(r={sibling:t,parting:a,shared:s})}return r}function lt(e,t){let n=d(`select`,{\"aria-label\":`Compare with another run`},d(`option`,{value:``},`Compare with \u2026`),...t.map(e=>{let t=e.id.startsWith(`base:`)?`baseline, `:``;return d(`option`,{value:e.id},`${t}${k(e)}`)}));return n.addEventListener(`change`,()=>{n.value!==``&&(location.hash=C(`compare`,e.id,n.value))}),d(`p`,{},n)}function Z(e){let t=e.replace(/^base:/,``);return d(`article`,{},d(`nav`,{class:`crumbs`,\"aria-label\":`Place`},m(C(`case`,w(e)),{},w(e))),d(`h1`,{tabindex:-1},t),d(`p`,{class:`note`},`The session of this run is not in this page, which holds as many as 2 MB have room for. The folder of the results has it:`),d(`pre`,{tabindex:0},`tracegate view --run ${/^[\\w.-]+$/.test(t)?t:`<case.n>`} --results <folder>`))}const ut={passed:`good`,failed:`bad`,unknown:`muted`};function dt({title:e,sessions:t,leftOut:n}){let r=d(`ul`,{class:`session-list`}),i=d(`p`,{class:`counts`,role:`status`}),a=d(`input`,{type:`search`,id:`search`,placeholder:`Search by id`,\"aria-label\":`Search sessions`,\"aria-keyshortcuts\":`/`}),o=()=>{let e=t.flatMap((e,t)=>e.id.toLowerCase().includes(a.value.toLowerCase())?[ft(e,t)]:[]);i.textContent=e.length===0?`No session is like that.`:g(e.length,`session`),r.replaceChildren(...e)};return a.addEventListener(`input`,o),o(),d(`div`,{},d(`h1`,{tabindex:-1},e),d(`search`,{class:`filters`},a),i,r,n>0&&d(`p`,{class:`note`},`${g(n,`more session`)} found no room in this page.`))}function ft({id:e,about:t,standing:n},r){return d(`li`,{},m(C(`session`,r),{},e===``?`(no id)`:e),y(n,ut[n]),d(`span`,{class:`about`},t))}function Q({points:e,pointsLeftOut:t,clusters:n},r){let i=e=>14+e*392;return d(`figure`,{class:`map`},f(`svg`,{viewBox:`0 0 420 420`,role:`img`,\"aria-label\":`Map of failing sessions by likeness. ${n.map(({label:e,size:t})=>`${e}: ${t}`).join(`; `)}`},...e.filter(([,e])=>e!==r||r===void 0).map(e=>pt(e,i,r===void 0)),...e.filter(([,e])=>e===r&&r!==void 0).map(e=>pt(e,i,!0))),d(`figcaption`,{},`Near is alike; the axes have no meaning.`,t>0&&` ${g(t,`session`)} are not drawn.`))}function pt([e,t,n,r],i,a){let o=`${mt(t)}${a?``:` faint`}`,s=f(`title`,{},e);return t>=8?f(`rect`,{class:o,x:i(n)-4,y:i(r)-4,width:8,height:8},s):f(`circle`,{class:o,cx:i(n),cy:i(r),r:5},s)}function mt(e){return e<0?`dot none`:`dot hue-${e%8}`}const ht={new:`bad`,grown:`warn`,same:`muted`,shrunk:`good`};function gt(e){let{headline:t,clusters:n,unclustered:r,resolved:i}=e;return d(`div`,{class:`triage`},d(`h1`,{tabindex:-1},t),d(`div`,{class:`columns`},d(`ol`,{class:`queue`},...n.map((t,n)=>_t(e,t,n))),d(`aside`,{},e.points.length>0&&Q(e))),r.length>0&&d(`section`,{\"aria-labelledby\":`unclustered`},d(`h2`,{id:`unclustered`},`In no cluster`),d(`ul`,{class:`ids`},...r.map(e=>d(`li`,{},e)))),i.length>0&&d(`section`,{\"aria-labelledby\":`resolved`},d(`h2`,{id:`resolved`},`Gone since the triage before`),d(`ul`,{},...i.map(e=>d(`li`,{},e)))))}function _t(e,t,n){let{label:r,path:i,blame:a,dimension:o,modes:s}=t,c=xt(e,t);return d(`li`,{class:`cluster`},d(`h2`,{},bt(n),m(C(`cluster`,n),{},r)),d(`p`,{class:`pills`},...vt(t),o!==void 0&&d(`span`,{},o)),i.length>0&&d(`p`,{class:`path`},i.join(` \u2192 `)),...s.slice(0,1).map(e=>d(`p`,{},...v(e))),...(a?.lines??[]).slice(0,1).map(e=>d(`p`,{class:`explanation`},...v(e))),c!==void 0&&d(`p`,{},m(c,{},`Open its representative`)))}function vt({change:e,before:t,size:n,share:r}){let i=t===void 0?``:`, was ${t}`;return[y(g(n,`session`),`info`),d(`span`,{class:`about`},`${Math.round(100*r)} % of what failed`),y(`${e}${i}`,ht[e])]}function yt(e,t){let n=e.clusters[t];if(n===void 0)return;let{label:r,lifts:i,modes:a,blame:o,path:s,nearestCase:c,sessions:l,size:u,urgency:f,severity:p}=n,h=xt(e,n),_=[[`Representative`,n.representative],[`Dimension`,n.dimension??`none`],[`Urgency`,`${f.toFixed(1)} (severity ${p.toFixed(2)})`],[`Path`,s.join(` \u2192 `)],[`More often with`,i.join(`, `)],[`Failure modes`,a.join(`; `)],[`Nearest case`,c??``]].filter(([,e])=>e!==``);return d(`article`,{class:`triage`},d(`nav`,{class:`crumbs`,\"aria-label\":`Place`},m(`#/`,{},`Queue`)),d(`h1`,{tabindex:-1},bt(t),r),d(`p`,{class:`pills`},...vt(n)),d(`div`,{class:`columns`},d(`div`,{},o!==void 0&&d(`section`,{class:`failure`,\"aria-label\":`Suspected step`},d(`p`,{class:`verdict-head`},y(`step ${o.at}`,`bad`),d(`strong`,{},`suspected`)),...o.lines.map(e=>d(`p`,{},...v(e)))),h!==void 0&&d(`p`,{},m(h,{class:`button`},`Open the representative`)),d(`dl`,{class:`facts`},..._.flatMap(([e=``,t=``])=>[d(`dt`,{},e),d(`dd`,{},...v(t))])),d(`h2`,{class:`spaced`},`Sessions`),d(`ul`,{class:`ids`},...l.map(e=>d(`li`,{},e))),u>l.length&&d(`p`,{class:`note`},`${g(u-l.length,`more session`)} in triage.json.`)),d(`aside`,{},e.points.length>0&&Q(e,t))))}function bt(e){return d(`span`,{class:`cluster-key ${mt(e)}`,\"aria-hidden\":`true`})}function xt(e,{representative:t,blame:n}){let r=e.sessions.findIndex(({id:e})=>e===t);if(!(r<0))return n===void 0?C(`session`,r):C(`session`,r,n.at)}await St();async function St(){let e=await i(),t=ye(e),n=``,r=0,a=async i=>{r+=1;let a=r,o=te(location.hash),s=`step`in o?o.step:void 0,c=wt(o);if(c!==n){let l=await Tt(e,o)??Dt();if(a!==r)return;t.main.replaceChildren(l),n=c,t.mark(location.hash===``?`#/`:location.hash),document.title=Ct(e,t.main),s===void 0&&window.scrollTo(0,0),!i&&s===void 0&&t.main.querySelector(`h1`)?.focus({preventScroll:!0})}s!==void 0&&tt(s)};window.addEventListener(`hashchange`,()=>void a(!1)),Se(),await a(!0),document.documentElement.setAttribute(`data-ready`,``)}function Ct({title:e},t){return`${t.querySelector(`h1`)?.textContent??``} \u00B7 ${e}`}function wt(e){return JSON.stringify({...e,step:void 0})}async function Tt(e,t){switch(e.kind){case`experiment`:return await Et(e,t);case`sessions`:return t.page===`session`?await $(e.sessions,t.place,`Sessions`):dt(e);case`triage`:return t.page===`session`?await $(e.sessions,t.place,`Queue`):t.page===`cluster`?yt(e,t.place):gt(e)}}async function Et(e,t){let n=async t=>{let n=e.cases.find(({id:e})=>e===w(t));return n&&await a(n.block,n.id)};switch(t.page){case`cases`:return ae(e);case`case`:{let n=e.cases.find(({id:e})=>e===t.id);return n&&he(e,n,await a(n.block,n.id))}case`run`:{let e=await n(t.id);return e===void 0?Z(t.id):await nt(e,t.id)}case`compare`:{let e=await n(t.one);return e&&await rt(e,[t.one,t.other])}case`overview`:case`session`:case`cluster`:return Pe(e)}}async function $(e,t,n){let r=e[t],i=r&&await o(r);if(r===void 0||i===void 0)return;let a=(t,n,r)=>e[t]!==void 0&&m(C(`session`,t),{id:r},n);return et(i,{title:r.id===``?`(no id)`:r.id,standing:{word:r.standing,tone:ut[r.standing]},stepHash:e=>C(`session`,t,e),navigation:[m(`#/`,{},n),a(t-1,`Previous session`,`previous`),a(t+1,`Next session`,`next`)]})}function Dt(){return d(`article`,{},d(`h1`,{tabindex:-1},`Not in this page`),d(`p`,{},`The address names something that this report does not hold. `,m(`#/`,{},`To the start`)))}";
const pageStyle = ":root{--ground:#fbfbfa;--raised:#fff;--sunk:#f2f2f0;--ink:#1d1f23;--soft:#5a5f69;--line:#deded9;--good:#176b33;--good-ground:#e2f3e6;--bad:#b3202a;--bad-ground:#fde8e8;--warn:#7d5200;--warn-ground:#fbefd2;--info:#1f5aa8;--info-ground:#e5eefb;--muted-ground:#ececea;--accent:#2a55a5;--mono:ui-monospace,\"SF Mono\",\"Cascadia Mono\",\"DejaVu Sans Mono\",Menlo,monospace;color-scheme:light;}@media (prefers-color-scheme:dark){:root:not([data-theme=\"light\"]){--ground:#15171b;--raised:#1c1f24;--sunk:#111317;--ink:#e6e7ea;--soft:#a4a9b3;--line:#31353d;--good:#7ad394;--good-ground:#173522;--bad:#ff9a98;--bad-ground:#45191c;--warn:#eabf63;--warn-ground:#3c2e10;--info:#93bcf5;--info-ground:#182c4a;--muted-ground:#2a2d34;--accent:#93bcf5;color-scheme:dark;}}:root[data-theme=\"dark\"]{--ground:#15171b;--raised:#1c1f24;--sunk:#111317;--ink:#e6e7ea;--soft:#a4a9b3;--line:#31353d;--good:#7ad394;--good-ground:#173522;--bad:#ff9a98;--bad-ground:#45191c;--warn:#eabf63;--warn-ground:#3c2e10;--info:#93bcf5;--info-ground:#182c4a;--muted-ground:#2a2d34;--accent:#93bcf5;color-scheme:dark;}*{box-sizing:border-box;}body{margin:0;background:var(--ground);color:var(--ink);font:15px / 1.55 system-ui,-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",\"Noto Sans\",sans-serif;-webkit-text-size-adjust:100%;}h1,h2,p,ul,ol,dl,dd,figure,pre{margin:0;}h1{font-size:1.45rem;line-height:1.3;font-weight:640;letter-spacing:-0.01em;overflow-wrap:anywhere;}h1:focus{outline:none;}h2{font-size:1.05rem;font-weight:640;}.label{font-size:0.75rem;font-weight:600;color:var(--soft);margin:0.8rem 0 0.25rem;}a{color:var(--accent);text-underline-offset:0.18em;text-decoration-thickness:0.06em;}:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:4px;}main{max-width:76rem;margin:0 auto;padding:2rem 1.5rem 5rem;}section{margin-top:2.5rem;}.skip{position:absolute;left:-100rem;}.skip:focus{left:1rem;top:0.6rem;z-index:3;background:var(--raised);padding:0.3rem 0.6rem;}.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);}.top{position:sticky;top:0;z-index:2;display:flex;flex-wrap:wrap;align-items:center;gap:0.4rem 1.1rem;padding:0.6rem 1.5rem;background:var(--raised);border-bottom:1px solid var(--line);}.brand{font-weight:700;color:var(--ink);text-decoration:none;letter-spacing:-0.01em;}.page-title{color:var(--soft);flex:1;min-width:6rem;white-space:nowrap;overflow:hidden;text-overflow:ellipsis;}.top nav{display:flex;gap:1rem;}.top nav a{color:var(--soft);text-decoration:none;padding:0.15rem 0;}.top nav a[aria-current]{color:var(--ink);font-weight:600;box-shadow:0 2px 0 var(--accent);}.button,select,input[type=\"search\"]{font:inherit;color:var(--ink);background:var(--raised);border:1px solid var(--line);border-radius:6px;padding:0.3rem 0.75rem;}.button{display:inline-block;text-decoration:none;cursor:pointer;}.button:hover{border-color:var(--soft);}.quiet{border-color:transparent;background:none;color:var(--soft);padding:0.15rem 0.4rem;}.pill{display:inline-block;font-size:0.78rem;font-weight:560;line-height:1.35;padding:0.1rem 0.5rem;border-radius:99px;white-space:nowrap;}.good{color:var(--good);background:var(--good-ground);}.bad{color:var(--bad);background:var(--bad-ground);}.warn{color:var(--warn);background:var(--warn-ground);}.info{color:var(--info);background:var(--info-ground);}.muted{color:var(--soft);background:var(--muted-ground);}.pills{display:flex;flex-wrap:wrap;align-items:center;gap:0.35rem 0.5rem;}td.pills{display:table-cell;}td.pills .pill{margin-right:0.35rem;}.note,.none,.about,.counts,.legend,.origin,.fact,.subtitle{color:var(--soft);}.legend,.origin,.fact{font-size:0.85rem;}.legend{margin-top:0.6rem;}.note{margin-top:0.6rem;max-width:60rem;}.verdict{margin-top:0;display:flex;gap:1.1rem;padding:1.3rem 1.5rem;border-radius:12px;background:var(--raised);border:1px solid var(--line);color:var(--ink);}.verdict>div:last-child{min-width:0;}.verdict .mark{flex:none;width:2.6rem;height:2.6rem;border-radius:50%;display:grid;place-items:center;font-size:1.25rem;font-weight:700;}.verdict.good .mark{background:var(--good-ground);color:var(--good);}.verdict.bad .mark{background:var(--bad-ground);color:var(--bad);}.verdict.warn .mark{background:var(--warn-ground);color:var(--warn);}.verdict .word{font-weight:600;font-size:0.9rem;}.verdict.good .word{color:var(--good);}.verdict.bad .word{color:var(--bad);}.verdict.warn .word{color:var(--warn);}.verdict .story{margin-top:0.5rem;max-width:58rem;overflow-wrap:anywhere;}.verdict .button{margin-top:0.8rem;}.gaps{margin-top:0.6rem;padding-left:1.1rem;max-width:58rem;}.scroller{overflow-x:auto;margin-top:0.8rem;background:var(--raised);border:1px solid var(--line);border-radius:10px;}table{border-collapse:collapse;width:100%;}th,td{text-align:left;padding:0.55rem 0.9rem;border-bottom:1px solid var(--line);vertical-align:middle;}tbody tr:last-child>*{border-bottom:0;}thead th{font-size:0.8rem;font-weight:560;color:var(--soft);vertical-align:bottom;white-space:nowrap;}tbody th{font-weight:560;}.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap;}.strong{font-weight:640;}.detail{display:block;font-size:0.82rem;color:var(--soft);}.dimensions .dimension{margin-right:0.6rem;}.dimensions tbody th{max-width:15rem;}.under{display:block;font-size:0.82rem;font-weight:400;color:var(--soft);}.interval,.scale{display:block;width:260px;max-width:none;}.scale text{font-size:10px;fill:var(--soft);}.interval .axis{stroke:var(--line);}.interval .allowed{fill:var(--good-ground);opacity:0.7;}.interval .floor,.history .floor{stroke:var(--soft);stroke-width:1.5;}.history .floor{stroke-dasharray:3 3;stroke-width:1;}.interval .span,.interval .end{stroke-width:2.5;}.interval .end{stroke-width:1.5;}.interval .before{stroke:var(--soft);opacity:0.75;}.interval circle.before{fill:var(--soft);stroke:none;}.interval.met .now{stroke:var(--good);}.interval.met circle.now{fill:var(--good);}.interval.missed .now{stroke:var(--bad);}.interval.missed circle.now{fill:var(--bad);}.interval.open .now{stroke:var(--warn);}.interval.open circle.now{fill:var(--warn);}.interval.advisory .now{stroke:var(--info);}.interval.advisory circle.now{fill:var(--info);}.history{display:block;width:170px;}.history .span{stroke:var(--line);stroke-width:3;}.history .line{fill:none;stroke:var(--info);stroke-width:1.5;}.history .point{fill:var(--info);}.history .point.now{fill:var(--ink);}.cases .title{display:block;font-weight:400;font-size:0.88rem;color:var(--soft);}.cases .before{display:block;font-size:0.8rem;color:var(--soft);}.bar{display:block;width:60px;height:4px;margin:3px 0 0 auto;}.case-counts .bar{margin-left:0;width:120px;}.bar .passed{fill:var(--good);}.bar .failed{fill:var(--bad);}.bar .none{fill:var(--line);}.facts{display:grid;grid-template-columns:max-content 1fr;gap:0.35rem 1.4rem;margin-top:0.8rem;}.facts dt{color:var(--soft);}.facts dd{overflow-wrap:anywhere;}.more{display:inline-block;margin-top:0.8rem;}.filters{display:flex;flex-wrap:wrap;gap:0.6rem;margin:1rem 0 0.8rem;}.filters input{min-width:16rem;}.chips{display:flex;flex-wrap:wrap;gap:0.35rem;}.chip{font:inherit;font-size:0.88rem;color:var(--ink);background:var(--raised);border:1px solid var(--line);border-radius:99px;padding:0.25rem 0.75rem;cursor:pointer;}.chip .count{color:var(--soft);margin-left:0.4rem;font-variant-numeric:tabular-nums;}.chip[aria-pressed=\"true\"]{background:var(--ink);border-color:var(--ink);color:var(--ground);}.chip[aria-pressed=\"true\"] .count{color:inherit;}.list>.button{margin-top:1rem;}.crumbs{display:flex;flex-wrap:wrap;gap:0.3rem 1.1rem;margin-bottom:0.7rem;font-size:0.9rem;}.case>.pills{margin-top:0.5rem;}code,.at{font-family:var(--mono);font-size:0.85em;}.case code{color:var(--soft);overflow-wrap:anywhere;}.two-sides{display:grid;grid-template-columns:1fr 1fr;gap:0 2rem;}.two-sides>section{min-width:0;}.strip{display:flex;flex-wrap:wrap;gap:3px;list-style:none;padding:0;margin-top:0.5rem;}.square{display:grid;place-items:center;width:24px;height:24px;border-radius:5px;text-decoration:none;font-size:0.8rem;font-weight:700;}.failure{margin-top:1rem;padding:0.9rem 1.1rem;background:var(--raised);border:1px solid var(--line);border-radius:10px;}.failure p + p{margin-top:0.4rem;}.verdict-head{display:flex;flex-wrap:wrap;align-items:center;gap:0.5rem;}.explanation{margin-top:0.35rem;overflow-wrap:anywhere;}ol.evidence{list-style:none;padding:0;margin:0.5rem 0 0;display:grid;gap:0.25rem;}ol.evidence li{display:flex;gap:0.6rem;font-size:0.92rem;}ol.evidence .at{flex:none;min-width:2.6rem;}ol.evidence q,ol.evidence span{overflow-wrap:anywhere;min-width:0;}.session-head{padding-bottom:1rem;}.actions{display:flex;flex-wrap:wrap;gap:0.6rem;margin-top:0.7rem;}.session-head select{margin-top:0.6rem;max-width:100%;}.parting-note{margin:0.8rem 0;padding:0.6rem 0.9rem;border-left:3px solid var(--info);background:var(--info-ground);border-radius:0 8px 8px 0;overflow-wrap:anywhere;}.error-line{color:var(--bad);overflow-wrap:anywhere;}.columns{display:grid;grid-template-columns:minmax(0,1fr) 21rem;gap:2rem;align-items:start;}.columns>aside{position:sticky;top:4rem;max-height:calc(100vh - 5rem);overflow-y:auto;}.conversation .turn{margin-top:1.6rem;scroll-margin-top:4rem;}.turn-head{display:flex;gap:0.8rem;font-size:0.82rem;font-weight:560;color:var(--soft);}.turn-head span{font-weight:400;font-variant-numeric:tabular-nums;}.said{margin-top:0.5rem;padding:0.7rem 1rem;border-radius:10px;border:1px solid var(--line);}.said.user{background:var(--sunk);}.said.agent{background:var(--raised);}.who{display:block;font-size:0.8rem;font-weight:600;color:var(--soft);}.prose{white-space:pre-wrap;overflow-wrap:anywhere;}mark{background:var(--warn-ground);color:var(--ink);box-shadow:0 2px 0 var(--warn);}.steps{margin:0.5rem 0 0.5rem 0.6rem;border-left:2px solid var(--line);}.step{padding-left:0.8rem;border-left:3px solid transparent;margin-left:-2px;}.step summary,.folded summary,.sides summary{cursor:pointer;padding:0.22rem 0.3rem;border-radius:6px;overflow-wrap:anywhere;}.step summary{display:flex;flex-wrap:wrap;align-items:baseline;gap:0.15rem 0.55rem;list-style:none;scroll-margin:6rem;}.step summary::-webkit-details-marker{display:none;}.step summary::before{content:\"\u25B8\";color:var(--soft);width:0.7em;}.step[open]>summary::before{content:\"\u25BE\";}.step summary:hover,.folded summary:hover{background:var(--sunk);}.step .at{color:var(--soft);min-width:2.2rem;}.kind{font-size:0.82rem;color:var(--soft);min-width:2.9rem;}.step .name{font-weight:560;}.step .line{flex:0 1 auto;max-width:32rem;min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;}.session>.conversation{max-width:54rem;}.spaced{margin-top:1.4rem;}.failure + p{margin-top:0.8rem;}.step.model .name{font-weight:400;}.arrow{color:var(--soft);}.step .about{font-size:0.82rem;margin-left:auto;font-variant-numeric:tabular-nums;}.step.evidence{border-left-color:var(--warn);}.step.first-bad{border-left-color:var(--bad);background:color-mix(in srgb,var(--bad-ground) 45%,transparent);}.inside{padding:0 0.3rem 0.8rem 1.5rem;}pre{font:0.85rem / 1.5 var(--mono);background:var(--sunk);border:1px solid var(--line);border-radius:8px;padding:0.6rem 0.8rem;overflow:auto;max-height:26rem;white-space:pre-wrap;overflow-wrap:anywhere;}pre.error{color:var(--bad);}.json .key{color:var(--info);}.json .string{color:var(--good);}.json .literal{color:var(--warn);}.folded{margin-bottom:0.4rem;color:var(--soft);}.folded .prose,.folded pre{color:var(--ink);}.folded .prose{padding:0.6rem 1rem;max-height:26rem;overflow:auto;}.verdicts{margin-top:0;}.verdicts ul{list-style:none;padding:0;}.verdict-item{padding:0.8rem 0;border-bottom:1px solid var(--line);}.verdict-item:last-child{border-bottom:0;}.verdict-item .origin{margin-top:0.3rem;}.sides{table-layout:fixed;min-width:44rem;}.sides td{vertical-align:top;}.sides tr.changed td{background:color-mix(in srgb,var(--info-ground) 50%,transparent);}.sides tr.only-one td:first-child,.sides tr.only-other td:last-child{background:color-mix(in srgb,var(--warn-ground) 50%,transparent);}.sides tr.parting>td{border-top:3px solid var(--bad);}.sides .absent{color:var(--soft);}.sides summary .kind{margin-right:0.6rem;}.sides summary .pill{margin-left:0.5rem;}.sides .words{color:var(--soft);}.session-list,.ids,.queue{list-style:none;padding:0;}.session-list li{display:flex;flex-wrap:wrap;align-items:baseline;gap:0.3rem 0.8rem;padding:0.5rem 0;border-bottom:1px solid var(--line);}.ids{columns:16rem;margin-top:0.5rem;font-family:var(--mono);font-size:0.85rem;}.ids li{overflow-wrap:anywhere;}.triage .columns{grid-template-columns:minmax(0,1fr) 26rem;margin-top:1.2rem;}.cluster{padding:1rem 0 1.1rem;border-bottom:1px solid var(--line);}.cluster:first-child{padding-top:0;}.cluster p{margin-top:0.3rem;}.path{font-family:var(--mono);font-size:0.85rem;color:var(--soft);overflow-wrap:anywhere;}.map svg{width:100%;background:var(--raised);border:1px solid var(--line);border-radius:10px;}.map figcaption{font-size:0.85rem;color:var(--soft);margin-top:0.4rem;}.cluster-key{display:inline-block;width:0.75rem;height:0.75rem;border-radius:50%;margin-right:0.5rem;}.dot{stroke:var(--raised);}.dot.faint{opacity:0.18;}.dot.none{fill:var(--soft);background:var(--soft);}.hue-0{fill:#d1495b;background:#d1495b;}.hue-1{fill:#3b7dd8;background:#3b7dd8;}.hue-2{fill:#d98e04;background:#d98e04;}.hue-3{fill:#2e9e6b;background:#2e9e6b;}.hue-4{fill:#8a5cd0;background:#8a5cd0;}.hue-5{fill:#1aa0b3;background:#1aa0b3;}.hue-6{fill:#c65a9b;background:#c65a9b;}.hue-7{fill:#7c8a2c;background:#7c8a2c;}dialog{border:1px solid var(--line);border-radius:12px;background:var(--raised);color:var(--ink);padding:1.4rem 1.8rem;}dialog::backdrop{background:rgb(0 0 0 / 40%);}dialog .facts{margin-bottom:1.2rem;}@media (max-width:60rem){.columns,.triage .columns,.two-sides{grid-template-columns:minmax(0,1fr);}.columns>aside{position:static;max-height:none;}main{padding:1.2rem 1rem 3rem;}.verdict{padding:1rem;}}@media (max-width:66rem){.dimensions,.dimensions tbody,.dimensions thead,.dimensions td,.dimensions th{display:block;padding:0;border:0;}.dimensions tr{display:grid;grid-template-columns:repeat(4,minmax(0,max-content));gap:0.6rem 1.6rem;padding:0.9rem;border-bottom:1px solid var(--line);}.dimensions tbody tr:last-child{border-bottom:0;}.dimensions thead tr{display:block;padding-bottom:0.2rem;}.dimensions thead th:not(:nth-child(2)){display:none;}.dimensions tbody th,.dimensions .chart,.dimensions .course{grid-column:1 / -1;max-width:none;}.dimensions .number{text-align:left;}.dimensions .interval,.dimensions .scale{width:100%;max-width:24rem;}.dimensions .history{width:12rem;max-width:100%;}.dimensions [data-name]::before{content:attr(data-name);display:block;font-size:0.8rem;font-weight:560;color:var(--soft);}}@media (max-width:46rem){table.sides{min-width:0;table-layout:fixed;}.sides th,.sides td{padding:0.5rem;overflow-wrap:anywhere;white-space:normal;}.case-counts th,.case-counts td{padding:0.5rem 0.6rem;white-space:normal;}.case-counts .bar{width:72px;}.cases,.cases tbody,.cases td,.cases th{display:block;padding:0;border:0;}.cases thead{display:none;}.cases tr{display:flex;flex-wrap:wrap;gap:0.5rem 1.4rem;padding:0.9rem;border-bottom:1px solid var(--line);}.cases tr:last-child{border-bottom:0;}.cases tbody th,.cases .pills{flex:1 0 100%;max-width:100%;}.cases .number{text-align:left;}.cases .number.empty{display:none;}.cases .number .bar{margin-left:0;}.cases [data-name]::before{content:attr(data-name);display:block;font-size:0.8rem;font-weight:560;color:var(--soft);}}@media print{.top,.filters,.actions{display:none;}.scroller{overflow:visible;}tr,.verdict{break-inside:avoid;}h2{break-after:avoid;}}";

// src/core/report/html/render-page.ts
function renderPage({ title, summary }, blocks) {
	return [
		"<!doctype html>",
		"<html lang=\"en\">",
		"<head>",
		"<meta charset=\"utf-8\">",
		`<meta http-equiv="Content-Security-Policy" content="${[
			"default-src 'none'",
			`script-src '${hashOf(pageScript)}'`,
			`style-src '${hashOf(pageStyle)}'`,
			"base-uri 'none'",
			"form-action 'none'"
		].join("; ")}">`,
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
		"<meta name=\"color-scheme\" content=\"light dark\">",
		"<meta name=\"robots\" content=\"noindex\">",
		`<title>${markupText(title.replace(/\s+/g, " "))}</title>`,
		`<style>${pageStyle}</style>`,
		"</head>",
		"<body>",
		"<div id=\"app\"></div>",
		`<noscript><p>${markupText(summary)}</p><p>The details of this report are shown by its own script, which is switched off here. It loads nothing and sends nothing.</p></noscript>`,
		...blocks.map(({ id, base64 }) => `<script type="application/octet-stream" id="block-${id}">${base64}<\/script>`),
		`<script type="module">${pageScript}<\/script>`,
		"</body>",
		"</html>",
		""
	].join("\n");
}
function emptyPageBytes(frame) {
	return Buffer.byteLength(renderPage(frame, []), "utf8");
}
function hashOf(text) {
	return `sha256-${createHash("sha256").update(text, "utf8").digest("base64")}`;
}

// src/core/report/html/sessions-page.ts
const mostListed$1 = 1e3;
function shownSession(session, judged = {}, mark) {
	const texts = new SessionTexts();
	const view = sessionView(session, {
		...judged,
		...mark !== void 0 && { firstBad: mark }
	}, texts);
	return {
		row: {
			id: view.id,
			about: describeSession(session)[0] ?? "",
			standing: standingOf(session, judged)
		},
		kept: {
			view,
			texts: texts.all
		}
	};
}
function standingOf(session, { verdicts = [], outcome }) {
	const hasError = session.turns.some(({ error }) => error !== void 0);
	if (verdicts.some(({ result }) => result === "fail") || hasError || outcome === "agent-error") return "failed";
	if (session.reward !== void 0) return session.reward >= 1 ? "passed" : "failed";
	return verdicts.some(({ result }) => result === "pass") ? "passed" : "unknown";
}
function packSessions(all, { title, leftOut: before, budgetBytes }) {
	const shown = all.slice(0, mostListed$1);
	const { rows, blocks } = placeSessions(shown);
	const page = (leftOut) => ({
		kind: "sessions",
		title: terminalText(title, 200) || countOf(all.length, "session"),
		sessions: rows,
		leftOut
	});
	const room = new PagePack(budgetBytes - packedBytes(page(0)) - 100);
	const unpacked = blocks.pack(room);
	const pack = new PagePack(budgetBytes);
	pack.add("page", page(before + all.length - shown.length + unpacked));
	return [...pack.blocks, ...room.blocks];
}
function placeSessions(shown) {
	const blocks = new SessionBlocks();
	const places = blocks.place(shown.map(({ kept }) => kept));
	return {
		rows: shown.flatMap(({ row }, number) => {
			const place = places[number];
			return place === void 0 ? [] : [{
				...row,
				...place
			}];
		}),
		blocks
	};
}

// src/core/report/html/triage-page.ts
const mostClusters = 200;
const mostPoints = 4e3;
const mostListed = 200;
function packTriage(triage, budgetBytes) {
	const marks = new Map(triage.queue.flatMap(({ firstBadStep }) => {
		if (firstBadStep?.at.step === void 0) return [];
		const { turn, step } = firstBadStep.at;
		return [[firstBadStep.session, {
			turn,
			step
		}]];
	}));
	const shown = triage.examples.map((session) => {
		const { row, kept } = shownSession(session, {}, marks.get(session.id));
		return {
			row: {
				...row,
				standing: "failed"
			},
			kept
		};
	});
	const { rows, blocks } = placeSessions(shown);
	const page = pageOf(triage, rows);
	const room = new PagePack(budgetBytes - packedBytes(page) - 100);
	blocks.pack(room);
	const pack = new PagePack(budgetBytes);
	pack.add("page", page);
	return [...pack.blocks, ...room.blocks];
}
function pageOf(triage, sessions) {
	const { queue, failures, failing, unclustered, resolved } = triage;
	const places = new Map(queue.slice(0, mostClusters).map(({ id }, place) => [id, place]));
	return {
		kind: "triage",
		title: `Triage \u00B7 ${countOf(failing, "failing session")}`,
		headline: headlineOf(triage),
		clusters: queue.slice(0, mostClusters).map(clusterView),
		unclustered: unclustered.slice(0, mostListed).map((id) => terminalText(id, 120)),
		resolved: resolved.slice(0, mostListed).map(labelOfKnown),
		points: failures.slice(0, mostPoints).map(({ id, cluster, x, y }) => {
			const place = cluster === void 0 ? void 0 : places.get(cluster);
			return [
				terminalText(id, 120),
				place ?? -1,
				rounded(x),
				rounded(y)
			];
		}),
		pointsLeftOut: Math.max(0, failures.length - mostPoints),
		sessions
	};
}
function headlineOf({ sessions, failing, queue }) {
	const head = `${failing} of ${countOf(sessions, "session")} failed`;
	if (failing === 0) return `${head}: nothing to look at.`;
	if (queue.length === 0) return `${head}, and they have nothing in common that makes clusters.`;
	return `${head}, in ${countOf(queue.length, "cluster")}. The most urgent first.`;
}
function clusterView(entry) {
	const { firstBadStep: blame, nearestCase: nearest, dimension } = entry;
	return {
		id: entry.id,
		label: terminalText(entry.label),
		change: entry.change,
		...entry.before !== void 0 && { before: entry.before },
		size: entry.sessions.length,
		share: entry.share,
		severity: entry.severity,
		urgency: entry.urgency,
		...dimension !== void 0 && { dimension: terminalText(dimension, 80) },
		path: entry.path.slice(0, 12).map((name) => terminalText(name, 80)),
		representative: terminalText(entry.representative, 120),
		sessions: entry.sessions.slice(0, mostListed).map((id) => terminalText(id, 120)),
		lifts: entry.lifts.slice(0, 5).map(({ version, lift }) => `${terminalText(version, 80)} \u00D7${lift.toFixed(1)}`),
		modes: entry.modes.slice(0, 5).map(({ mode, sessions, what }) => `${mode} (${countOf(sessions, "session")}): ${terminalText(what).replace(/\.$/, "")}`),
		...blame !== void 0 && { blame: {
			at: blame.at.step === void 0 ? `${blame.at.turn}` : `${blame.at.turn}.${blame.at.step}`,
			lines: [
				`${nameOfBlame(blame.kind)} (${blame.tier}): ${terminalText(blame.what, 300)}`,
				terminalText(blame.why, 400),
				...blame.quote === void 0 || blame.what.includes(blame.quote) ? [] : [`\u201C${terminalText(blame.quote, 300)}\u201D`]
			]
		} },
		...nearest !== void 0 && { nearestCase: `${terminalText(nearest.id, 80)} (${Math.round(100 * nearest.likeness)} % alike${nearest.isGuarding ? ", guards" : ", does not guard"})` }
	};
}
function labelOfKnown({ terms, dimension, id }) {
	return terminalText(terms.length === 0 ? dimension ?? id : terms.join(", "));
}
function rounded(share) {
	return Math.round(1e3 * share) / 1e3;
}

// src/core/report/html/html-report.ts
const mostBytes = 2e6;
function renderExperimentHtml(report) {
	const { experiment, decision, enforcement } = report;
	return framed({
		title: `Tracegate \u00B7 ${terminalText(experiment.subject.dataset.name, 80)} \u00B7 ${decision.kind}`,
		summary: headline(decision, terminalWording, enforcement)
	}, (budget) => packExperiment(report, budget));
}
function renderSessionsHtml(title, sessions, leftOut = 0) {
	return framed({
		title: `Tracegate \u00B7 ${terminalText(title, 200)}`,
		summary: countOf(sessions.length + leftOut, "session")
	}, (budgetBytes) => packSessions(sessions, {
		title,
		leftOut,
		budgetBytes
	}));
}
function renderTriageHtml(triage) {
	return framed({
		title: "Tracegate \u00B7 triage",
		summary: `${triage.failing} of ${countOf(triage.sessions, "session")} failed.`
	}, (budget) => packTriage(triage, budget));
}
function framed(frame, packed) {
	return renderPage(frame, packed(mostBytes - emptyPageBytes(frame)));
}

export { shownSession as a, mostListed$1 as i, renderSessionsHtml as n, renderTriageHtml as r, renderExperimentHtml as t };