const { randomBytes } = globalThis.process.getBuiltinModule("node:crypto");
const { readFileSync, rmSync, writeFileSync } = globalThis.process.getBuiltinModule("node:fs");
const { tmpdir } = globalThis.process.getBuiltinModule("node:os");
const { join } = globalThis.process.getBuiltinModule("node:path");

// src/action/restart-without-secrets.ts
const tokenInput = "INPUT_GITHUB-TOKEN";
const tokenFile = "TRACEGATE_TOKEN_FILE";
const cacheVariables = ["ACTIONS_RESULTS_URL", "ACTIONS_RUNTIME_TOKEN"];
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
	const token = process.env[tokenInput] ?? "";
	const env = Object.fromEntries(kept);
	if (mode !== "run" && token !== "") env[tokenFile] = writeTokenFile(token);
	process.execve(process.execPath, [
		process.execPath,
		...process.execArgv,
		...process.argv.slice(1)
	], env);
}
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