import { randomBytes } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// src/action/restart-without-secrets.ts
const tokenInput = "INPUT_GITHUB-TOKEN";
const tokenFile = "TRACEGATE_TOKEN_FILE";
/** By which a job speaks to the cache: only a store of baselines needs them. */
const cacheVariables = ["ACTIONS_RESULTS_URL", "ACTIONS_RUNTIME_TOKEN"];
/** What speaks for the job on GitHub. */
const isSecret = (name) => name.startsWith("ACTIONS_") || [
	"GITHUB_TOKEN",
	"GH_TOKEN",
	tokenInput
].includes(name);
/**
* Where an agent is going to run, replaces this process by one that does not have the job's tokens in its
* environment; does nothing where there are none.
*
* On Linux any process of the same user reads another's environment as it was at its start, in `/proc`: taking a
* variable out of `process.env` hides nothing. `mode: run` drops the token; `run-and-gate` keeps it in a file that
* is gone before any agent is started.
*/
function restartWithoutSecrets() {
	const mode = process.env["INPUT_MODE"]?.trim();
	if (mode === "gate" || process.execve === void 0) return;
	const kept = Object.entries(process.env).filter(([name]) => !isSecret(name));
	if (kept.length === Object.keys(process.env).length) return;
	const token = process.env[tokenInput] ?? "";
	const env = Object.fromEntries(kept);
	if (mode !== "run" && token !== "") env[tokenFile] = writeTokenFile(token);
	process.execve(process.execPath, [
		process.execPath,
		...process.execArgv,
		...process.argv.slice(1)
	], env);
}
/** The input `github-token`, from wherever the restart has put it; what the cache needs is then in the environment again. */
function takeToken() {
	const path = process.env[tokenFile];
	if (path === void 0) return process.env[tokenInput]?.trim() ?? "";
	delete process.env[tokenFile];
	const text = readFileSync(path, "utf8");
	rmSync(path);
	const { token, ...variables } = JSON.parse(text);
	Object.assign(process.env, variables);
	return (token ?? "").trim();
}
function writeTokenFile(token) {
	const folder = process.env["RUNNER_TEMP"] || tmpdir();
	const path = join(folder, `tracegate-${randomBytes(16).toString("hex")}`);
	const variables = cacheVariables.flatMap((name) => {
		const value = process.env[name];
		return value === void 0 ? [] : [[name, value]];
	});
	const kept = JSON.stringify({
		token,
		...Object.fromEntries(variables)
	});
	writeFileSync(path, kept, {
		mode: 384,
		flag: "wx"
	});
	return path;
}

export { takeToken as n, restartWithoutSecrets as t };