import { Hr as readConfig } from "./run-BZDTBg9r.js";
import { U as UserError } from "./shared-Cu69G1m7.js";

// src/app/project/load-redaction.ts
async function loadRedaction(request) {
	return (await loadConfigIfThere(request))?.redaction;
}
async function loadConfigIfThere({ files, configPath, checkConfig }) {
	const source = await files.readFile(configPath);
	if (source.kind === "unreadable" && source.reason === "missing") return void 0;
	const { config, document, problems } = readConfig(source);
	const more = config === void 0 || document === void 0 ? [] : await checkConfig?.(config, document);
	const all = [...problems, ...more ?? []];
	if (config !== void 0 && all.length === 0) return config;
	throw new UserError("PROJECT_INVALID", `${configPath} has problems, so what it wants redacted is not known; nothing was read.`, "Mend the places above, then run `tracegate validate`.", { problems: all });
}

export { loadRedaction as n, loadConfigIfThere as t };