import { t as cacheVariables } from "./cache-variables-BxeLTrH7.js";
const { randomBytes } = globalThis.process.getBuiltinModule("node:crypto");
const { readFileSync, rmSync, writeFileSync } = globalThis.process.getBuiltinModule("node:fs");
const { tmpdir } = globalThis.process.getBuiltinModule("node:os");
const { join } = globalThis.process.getBuiltinModule("node:path");

// src/action/restart-without-secrets.ts
const tokenInput = "INPUT_GITHUB-TOKEN";
const secretsFile = "TRACEGATE_SECRETS_FILE";
const isSecret = (name) => name.startsWith("ACTIONS_") || [
	"GITHUB_TOKEN",
	"GH_TOKEN",
	tokenInput
].includes(name);
function restartWithoutSecrets() {
	const mode = process.env["INPUT_MODE"]?.trim();
	if (mode === "gate" || process.execve === void 0) return;
	const kept = Object.entries(process.env).filter(([name]) => !isSecret(name));
	if (kept.length === Object.keys(process.env).length) return;
	const needed = mode === "run" ? neededByRun() : [tokenInput, ...cacheVariables];
	const env = Object.fromEntries(kept);
	const secrets = valuesOf(needed);
	if (Object.keys(secrets).length > 0) env[secretsFile] = writeSecrets(secrets);
	process.execve(process.execPath, [
		process.execPath,
		...process.execArgv,
		...process.argv.slice(1)
	], env);
}
function neededByRun() {
	return /^false$/i.test(process.env["INPUT_JUDGE-CACHE"]?.trim() ?? "") ? [] : cacheVariables;
}
function takeSecrets() {
	const path = process.env[secretsFile];
	if (path === void 0) return {};
	delete process.env[secretsFile];
	const text = readFileSync(path, "utf8");
	rmSync(path);
	return JSON.parse(text);
}
function valuesOf(names) {
	return Object.fromEntries(names.flatMap((name) => {
		const value = process.env[name] ?? "";
		return value === "" ? [] : [[name, value]];
	}));
}
function writeSecrets(secrets) {
	const folder = process.env["RUNNER_TEMP"] || tmpdir();
	const path = join(folder, `tracegate-${randomBytes(16).toString("hex")}`);
	writeFileSync(path, JSON.stringify(secrets), {
		mode: 384,
		flag: "wx"
	});
	return path;
}

export { takeSecrets as n, restartWithoutSecrets as t };