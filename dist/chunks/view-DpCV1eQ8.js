import { en as renderJson, hn as nameOfBlame, o as painterFor, xr as composeResults, yn as resultFiles } from "./run-BZDTBg9r.js";
import { t as blameSession } from "./blame-session-CV7VNIP1.js";
import { t as describeFailure } from "./describe-failure-moCE9jtp.js";
import { t as standardScorer } from "./standard-scorer-BRS3A6cb.js";
import { t as compileToolSchema } from "./tool-schema-DnkUb5Lb.js";
import { t as findSession } from "./find-session-Bby8Y2lv.js";
import { t as composeSessionSource } from "./compose-session-source-gxxl-025.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
import { n as renderTimeline } from "./session-timeline-Bv-EOMht.js";
import { E as exitCodes } from "./program-DKRRRX-J.js";
const { join, relative, resolve } = globalThis.process.getBuiltinModule("node:path");

// src/app/sessions/blamed-step.ts
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
const usualWidth = 100;
async function viewCommand(file, options, io) {
	if (options.html !== void 0 || options.open === true) {
		const { viewPage } = await import("./view-page-DxOELBHn.js");
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