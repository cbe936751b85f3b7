import { i as Probot, n as tracegateApp, t as probotLog } from "./chunks/probot-log-pMeNRIIJ.js";
import { t as UserError } from "./chunks/errors-wBhBppnE.js";
import { c as terminalText } from "./chunks/retry-BHbLuvw4.js";
import { readFile } from "node:fs/promises";

// src/bot/read-action-environment.ts
/** Who speaks with a job's own token. */
const workflowBot = "github-actions[bot]";
/**
* Reads what GitHub's runner says, and the inputs of `bot/action.yml`.
*
* @throws UserError `BOT_ENVIRONMENT` where one is missing or cannot be; its message holds no value.
*/
function readActionEnvironment(environment) {
	const input = (name) => (environment[`INPUT_${name.toUpperCase()}`] ?? "").trim();
	const token = input("github-token");
	if (!/^[\x21-\x7e]+$/.test(token)) throw invalid("The input `github-token`", "Leave it out, so that the job's own token is taken.");
	const author = input("comment-author") || workflowBot;
	if (!/^[A-Za-z0-9][A-Za-z0-9-]*(?:\[bot\])?$/.test(author)) throw invalid("The input `comment-author`", "Give a login, such as `acme-cases[bot]`.");
	const folder = input("root").replaceAll(/^\.?\/*|\/+$/g, "");
	const surrogateKey = input("surrogate-key");
	return {
		event: needed(environment, "GITHUB_EVENT_NAME").replace(/^(pull_request)_target$/, "$1"),
		eventPath: needed(environment, "GITHUB_EVENT_PATH"),
		token,
		settings: {
			apiUrl: environment["GITHUB_API_URL"] ?? "https://api.github.com",
			place: {
				folder,
				configPath: input("config") || "tracegate.yaml"
			},
			environment,
			token,
			author,
			...surrogateKey !== "" && { surrogateKey }
		}
	};
}
function needed(environment, name) {
	const value = environment[name] ?? "";
	if (value !== "") return value;
	throw invalid(`The environment variable ${name}`, "Run this as a GitHub action.");
}
function invalid(what, fix) {
	return new UserError("BOT_ENVIRONMENT", `${what} is missing or cannot be that.`, fix);
}

// src/bot/action-main.ts
/** `bot/action.yml`: handles the one event that started the job; the exit code says whether that went well. */
async function main() {
	const { event, eventPath, token, settings } = readActionEnvironment(process.env);
	const payload = JSON.parse(await readFile(eventPath, "utf8"));
	const probot = new Probot({
		githubToken: token,
		baseUrl: settings.apiUrl,
		log: probotLog(() => {})
	});
	await probot.load(tracegateApp(settings));
	const received = {
		id: process.env["GITHUB_RUN_ID"] ?? "job",
		name: event,
		payload
	};
	await probot.receive(received);
}
try {
	await main();
} catch (error) {
	const all = error instanceof AggregateError ? error.errors : [error];
	for (const one of all) {
		const fix = one instanceof UserError ? ` ${one.fix}` : "";
		const text = one instanceof Error ? `${one.message}${fix}` : String(one);
		process.stdout.write(`::error title=Tracegate's bot::${terminalText(text, 1e3)}\n`);
	}
	process.exitCode = 1;
}

export {  };