import { Dr as hasErrorCode, qr as redactionConfig } from "./run-BZDTBg9r.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
const { createHash, randomBytes } = globalThis.process.getBuiltinModule("node:crypto");
const { mkdirSync, readFileSync, writeFileSync } = globalThis.process.getBuiltinModule("node:fs");
const { join } = globalThis.process.getBuiltinModule("node:path");

// src/adapters/fs/local-key.ts
const keyBytes = 32;
const fileName = "key";
function localKey(folder) {
	const path = join(folder, fileName);
	try {
		mkdirSync(folder, {
			recursive: true,
			mode: 448
		});
		writeFileSync(join(folder, ".gitignore"), "*\n");
		writeFileSync(path, `${randomBytes(keyBytes).toString("hex")}\n`, {
			flag: "wx",
			mode: 384
		});
	} catch (cause) {
		if (!hasErrorCode(cause, "EEXIST")) throw unusable(path, cause);
	}
	const key = Buffer.from(readKey(path), "hex");
	if (key.length === keyBytes) return key;
	throw unusable(path, void 0);
}
function readKey(path) {
	try {
		return readFileSync(path, "utf8").trim();
	} catch (cause) {
		throw unusable(path, cause);
	}
}
function unusable(path, cause) {
	const why = cause instanceof Error ? cause.message : "it holds no key of ours";
	return new UserError("LOCAL_KEY", `${path} cannot be used as the key of surrogates: ${why}`, "Mend its permissions, or delete it: the next import makes another one, with other surrogates.", { cause });
}

// src/compose/compose-redactor.ts
const surrogateKeyFolder = ".tracegate/redaction";
const shortestKey = 16;
async function composeRedactor(environment, config = redactionConfig.parse({}), keyFolder) {
	const key = keyOf(config, environment, keyFolder);
	const { secretlintRedactor } = await import("./secretlint-redactor-DxVG-NNt.js");
	try {
		return secretlintRedactor({
			...config,
			key
		});
	} catch (cause) {
		throw new UserError("REDACTION_PATTERN", `A pattern of \`redaction:\` in tracegate.yaml is no regular expression: ${cause instanceof Error ? cause.message : String(cause)}.`, "Run `tracegate validate`, which names its line.", { cause });
	}
}
function keyOf({ keyEnv }, environment, keyFolder) {
	if (keyEnv === void 0) return keyFolder === void 0 ? randomBytes(32) : localKey(keyFolder);
	const text = environment[keyEnv] ?? "";
	if (text.length >= shortestKey) return createHash("sha256").update(text).digest();
	throw new UserError("REDACTION_KEY_MISSING", `\`redaction.keyEnv\` names ${keyEnv}, and that variable ${text === "" ? "is not set" : `has fewer than ${shortestKey} characters`}.`, "Set it to a long random text, such as the output of `openssl rand -hex 32`, or leave `keyEnv` out.");
}

export { surrogateKeyFolder as n, composeRedactor as t };