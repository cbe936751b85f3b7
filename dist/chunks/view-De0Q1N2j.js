import { t as blameSession } from "./blame-session-DtFWQMxD.js";
import { t as describeFailure } from "./describe-failure-C3jtX56q.js";
import { t as standardScorer } from "./standard-scorer-DOqrP4iS.js";
import { Zt as renderJson, ao as UserError, d as painterFor, fr as composeResults, un as nameOfBlame, vn as resultFiles } from "./run-DTe1xjOx.js";
import { t as compileToolSchema } from "./tool-schema-CtMf1XXK.js";
import { t as findSession } from "./find-session-COv1URwm.js";
import { t as composeSessionSource } from "./compose-session-source-CIXcvf2S.js";
import { n as renderTimeline } from "./session-timeline-TPmnz699.js";
import { S as exitCodes } from "./program-CWt7Ov6p.js";
import { join, relative, resolve } from "node:path";

// src/app/blamed-step.ts
/** The step that seems to have broken a session, by itself alone; `undefined` where the session did not fail or none is blamed. */
function blamedStep(session) {
	const verdicts = standardScorer().checks(session);
	if (describeFailure(session, verdicts) === void 0) return void 0;
	const blame = blameSession(session, {
		verdicts,
		compileSchema: compileToolSchema
	});
	if (blame === void 0) return void 0;
	return {
		at: blame.at,
		note: `${nameOfBlame(blame.kind)} (${blame.tier})`
	};
}

// src/cli/commands/view.ts
/** Columns where standard output is no terminal. */
const usualWidth = 100;
/** `tracegate view`: one session as a timeline, or a page in which one looks around. */
async function viewCommand(file, options, io) {
	if (options.html !== void 0 || options.open === true) {
		const { viewPage } = await import("./view-page-Ba3HfF7Z.js");
		await viewPage(chosenThing(file, options, io), options, io);
		return exitCodes.pass;
	}
	const session = await chosenSession(chosenThing(file, options, io), options, io);
	if (options.json) io.stdout.write(renderJson(session));
	else {
		const firstBad = blamedStep(session);
		io.stdout.write(renderTimeline(session, {
			...painterFor(options, io),
			width: io.stdout.columns ?? usualWidth,
			...firstBad !== void 0 && { firstBad }
		}));
	}
	return exitCodes.pass;
}
function chosenThing(path, { run, results, root }, io) {
	if (run === void 0 && path !== void 0) return {
		kind: "path",
		path
	};
	if (run === void 0 || path !== void 0) throw new UserError("VIEW_WHAT", "Either a file or `--run` says what is shown.", "Name a session file, or a run such as `--run late-fee.3`.");
	const named = results === void 0 ? void 0 : resolve(io.cwd, results);
	return {
		kind: "run",
		run,
		folder: composeResults(resolve(io.cwd, root)).existing(named)
	};
}
function chosenSession(thing, { session }, io) {
	const folder = resolve(io.cwd);
	if (thing.kind === "path") return findSession(composeSessionSource(folder, { format: "auto" }), thing.path, session);
	const journal = relative(folder, join(thing.folder.path, resultFiles.journal));
	return findSession(composeSessionSource(folder, { format: "session" }), journal, thing.run);
}

export { viewCommand };