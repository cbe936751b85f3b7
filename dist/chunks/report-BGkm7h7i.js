import { U as UserError } from "./shared-Cu69G1m7.js";
import { E as exitCodes, l as noResponse, s as formFields } from "./program-DKRRRX-J.js";
import { Hn as projectRequest, Ia as fencedBlock, Ma as terminalLines, Na as terminalText, Vn as locateProject, Zr as botConfig, en as renderJson, za as cutText } from "./run-BZDTBg9r.js";
import { t as findSession } from "./find-session-Bby8Y2lv.js";
import { t as loadConfigIfThere } from "./load-redaction-B6HZ95FT.js";
import "./retry-KY_mBgyu.js";
import { n as surrogateKeyFolder, t as composeRedactor } from "./compose-redactor-BHcsbfQ_.js";
import { t as composeSessionSource } from "./compose-session-source-gxxl-025.js";
const { join, resolve } = globalThis.process.getBuiltinModule("node:path");

// src/core/report/intake/report-issue.ts
function hasRoomInIssue(trace) {
	return trace.length <= 48e3;
}
function renderReportIssue({ title, fields, trace }, marker) {
	const parts = formFields.map(({ id, label }) => {
		const value = id === "trace" && trace !== void 0 ? jsonBlock(trace) : plain(fields[id] ?? "");
		return `### ${label}\n\n${value === "" ? noResponse : value}`;
	});
	const body = [...marker === void 0 ? [] : [marker], parts.join("\n\n")].join("\n");
	return {
		title: `[agent] ${terminalText(title, 200)}`,
		body: cutText(body, 65e3)
	};
}
function plain(text) {
	if (text === "" || /^[\p{L}\p{N} .,;?!'\u2019\u201C\u201D()/%\u20AC$+-]{1,500}$/u.test(text)) return text;
	return fencedBlock(text, 8e3);
}
function jsonBlock(trace) {
	return `\`\`\`json\n${trace}\n\`\`\``;
}

// src/app/intake/file-report.ts
async function draftReport(report, { source, redactor }) {
	const found = await findSession(source, report.file, report.session);
	const { session } = await redactor.redact(found);
	const trace = JSON.stringify(session);
	if (!hasRoomInIssue(trace)) throw new UserError("REPORT_TOO_LARGE", `The session has ${trace.length} characters, and an issue has room for fewer than 50,000.`, "Commit the redacted session (`tracegate import`), open an issue with the form, and name the file's path in it.");
	const clean = async (text = "") => (await redactor.redactText(text)).text;
	const asked = report.asked ?? session.turns.findLast(({ user }) => user !== "")?.user ?? "";
	const issue = renderReportIssue({
		title: await clean(report.title ?? report.wrong),
		fields: {
			asked: await clean(asked),
			wrong: await clean(report.wrong),
			expected: await clean(report.expected),
			dimension: report.dimension ?? "",
			severity: report.severity ?? ""
		},
		trace
	});
	for (const text of [issue.title, issue.body]) {
		if ((await redactor.findLeaks(text)).length === 0) continue;
		throw new UserError("REDACTION_LEAK", "What was to be sent still held secrets or personal data after they had been taken out; nothing was sent.", "Take them out of the session yourself, or name them under `redaction:` in tracegate.yaml.");
	}
	return issue;
}
async function fileReport(issue, host, label) {
	const opened = await host.openIssue(issue);
	if (label !== void 0) await host.addLabels(opened.number, [label]);
	return opened;
}

// src/compose/compose-bot.ts
async function composeConversations({ author, patience, ...address }) {
	const { gitHubConversations } = await import("./conversations-CEUPETQN.js");
	return gitHubConversations(address, author, patience);
}

// src/cli/commands/report.ts
async function reportCommand(file, options, io) {
	const place = locateProject(io.cwd, options);
	const config = await loadConfigIfThere(projectRequest(place));
	const keyFolder = options.dryRun === true ? void 0 : join(place.root, surrogateKeyFolder);
	const redactor = await composeRedactor(io.env, config?.redaction, keyFolder);
	const source = composeSessionSource(resolve(io.cwd), { format: "auto" });
	const issue = await draftReport({
		...options,
		file
	}, {
		source,
		redactor
	});
	if (options.dryRun === true) {
		io.stdout.write(options.json === true ? renderJson(issue) : terminalLines(`${issue.title}\n\n${issue.body}\n`));
		return exitCodes.pass;
	}
	const { label } = config?.bot ?? botConfig.parse({});
	const host = await composeConversations(addressOf(options, io));
	const opened = await fileReport(issue, host, options.label === true ? label : void 0);
	io.stdout.write(options.json === true ? renderJson(opened) : `Filed ${opened.url}\n${options.label === true ? "" : `A maintainer makes a case of it with the label ${label}.\n`}`);
	return exitCodes.pass;
}
function addressOf({ repo }, { env }) {
	const repository = repo ?? env["GITHUB_REPOSITORY"] ?? "";
	if (repository === "") throw new UserError("REPOSITORY_MISSING", "It is not known which repository the issue belongs to.", "Name it: `--repo owner/name`.");
	const token = env["GITHUB_TOKEN"] ?? "";
	if (token === "") throw new UserError("TOKEN_MISSING", "GITHUB_TOKEN is not set, so no issue can be filed.", "Set it to a token with `issues: write`, or look at the issue first with `--dry-run`.");
	return {
		repository,
		apiUrl: env["GITHUB_API_URL"] ?? "https://api.github.com",
		token,
		author: ""
	};
}

export { reportCommand };