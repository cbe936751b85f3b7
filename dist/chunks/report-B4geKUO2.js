import { Gn as projectRequest, Vi as botConfig, Wn as locateProject, Xr as terminalText, Yi as cutText, Yr as terminalLines, Zt as renderJson, ao as UserError, li as fencedBlock } from "./run-DTe1xjOx.js";
import { S as exitCodes, l as noResponse, s as formFields } from "./program-CWt7Ov6p.js";
import { t as findSession } from "./find-session-COv1URwm.js";
import { t as loadConfigIfThere } from "./load-redaction-CRNVG3Za.js";
import "./retry-C-XGBngD.js";
import { n as surrogateKeyFolder, t as composeRedactor } from "./compose-redactor-Dr1Ak0u_.js";
import { t as composeSessionSource } from "./compose-session-source-CIXcvf2S.js";
import { join, resolve } from "node:path";

// src/core/report/report-issue.ts
/** Whether a trace has room in an issue beside the other fields. */
function hasRoomInIssue(trace) {
	return trace.length <= 48e3;
}
/**
* An issue with the fields of the form, as if somebody had filled it in. What is more than a plain line stands in a code block,
* so that nobody is mentioned by what an agent said.
*
* @param marker hidden first line, where the issue is to be found again.
*/
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
/** Letters, digits, blanks and the signs of a plain sentence link to nothing and mention nobody. */
function plain(text) {
	if (text === "" || /^[\p{L}\p{N} .,;?!'’“”()/%€$+-]{1,500}$/u.test(text)) return text;
	return fencedBlock(text, 8e3);
}
/** JSON on one line begins with a bracket, so that nothing in it ends the block. */
function jsonBlock(trace) {
	return `\`\`\`json\n${trace}\n\`\`\``;
}

// src/app/file-report.ts
/**
* The issue that reports a session: redacted, and looked through once more.
*
* @throws UserError where the session cannot be found or redacted, still holds a secret, or has no room in an issue.
*/
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
/** Opens the issue, and adds the label where one is given. @throws UserError where the host refuses. */
async function fileReport(issue, host, label) {
	const opened = await host.openIssue(issue);
	if (label !== void 0) await host.addLabels(opened.number, [label]);
	return opened;
}

// src/compose/compose-bot.ts
/** The issues of one repository as conversations, alone. */
async function composeConversations({ author, patience, ...address }) {
	const { gitHubConversations } = await import("./conversations-qeyoUIpu.js");
	return gitHubConversations(address, author, patience);
}

// src/cli/commands/report.ts
/** `tracegate report`: an issue about a session. */
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