import { n as shownPath, r as readReport, t as showPage } from "./show-page-DC1rBRa3.js";
import { At as renderDecisionJson, Mt as renderComment, Vn as locateProject, xr as composeResults, yn as resultFiles } from "./run-BZDTBg9r.js";
import { o as writeNamed, t as composeRender } from "./compose-pages-BoeukxN3.js";
import { a as renderBadge, i as renderJunit } from "./write-reports-D7jomMeS.js";
import { t as renderExperimentHtml } from "./html-report-VM7OxIgl.js";
import { E as exitCodes } from "./program-DKRRRX-J.js";
const { join, resolve } = globalThis.process.getBuiltinModule("node:path");

// src/cli/commands/render.ts
const renderers = {
	html: renderExperimentHtml,
	junit: ({ experiment, decision, enforcement }) => renderJunit(experiment, decision, enforcement),
	badge: ({ decision, enforcement }) => renderBadge(decision, enforcement),
	markdown: ({ experiment, decision, enforcement }) => renderComment(experiment, decision, { enforcement }),
	json: ({ experiment, decision }) => renderDecisionJson(experiment, decision)
};
const kinds = [
	"html",
	"junit",
	"badge",
	"markdown",
	"json"
];
async function renderCommand(results, options, io) {
	const { root, configPath } = locateProject(io.cwd, options);
	const stored = composeResults(root);
	const folderOf = (path) => stored.existing(resolve(io.cwd, path));
	const folder = results === void 0 ? stored.existing(void 0) : folderOf(results);
	const report = await readReport({
		folder,
		...options.baseline !== void 0 && { baseline: folderOf(options.baseline) },
		history: (options.history ?? []).map(folderOf),
		configPath
	}, composeRender(root));
	const usual = kinds.some((kind) => options[kind] !== void 0) ? {} : {
		html: resultFiles.report,
		junit: resultFiles.junit,
		badge: resultFiles.badge
	};
	const named = {
		...options.open === true && { html: resultFiles.report },
		...usual
	};
	for (const kind of kinds) {
		const place = options[kind];
		const beside = named[kind];
		if (place === void 0 && beside === void 0) continue;
		const path = place === void 0 ? join(folder.path, beside ?? "") : resolve(io.cwd, place);
		writeNamed(path, renderers[kind](report));
		if (kind === "html") await showPage(path, options.open === true, io);
		else io.stdout.write(`${shownPath(path, io)}\n`);
	}
	return exitCodes.pass;
}

export { renderCommand };