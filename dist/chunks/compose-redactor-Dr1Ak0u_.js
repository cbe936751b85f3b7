import { Ri as redactionConfig, ao as UserError } from "./run-DTe1xjOx.js";
import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// src/adapters/fs/local-key.ts
const keyBytes = 32;
const fileName = "key";
/**
* A random key that stays on this machine: made at the first call, the same at every later one. Only its owner may
* read it, and git leaves its folder alone.
*
* @throws UserError `LOCAL_KEY` where the folder cannot be read or written, or holds something else.
*/
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
		if (!isCode(cause, "EEXIST")) throw unusable(path, cause);
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
function isCode(error, code) {
	return error instanceof Error && "code" in error && error.code === code;
}

// src/compose/compose-redactor.ts
/** Where the key of surrogates is kept, seen from the project's root; nobody's source code. */
const surrogateKeyFolder = ".tracegate/redaction";
/** Shorter keys could be tried out. */
const shortestKey = 16;
/**
* The redactor that a project asks for, or the usual one where there is no project. Its libraries are loaded here.
*
* Surrogates are drawn with the key in the environment variable `keyEnv`, else with the one kept in `keyFolder`, else
* with a fresh one: then only what this one redactor is given has the same surrogates.
*
* @throws UserError `REDACTION_KEY_MISSING` where `keyEnv` names a variable that is not set or is too short,
*   `REDACTION_PATTERN` where a pattern does not compile.
*/
async function composeRedactor(environment, config = redactionConfig.parse({}), keyFolder) {
	const key = keyOf(config, environment, keyFolder);
	const { secretlintRedactor } = await import("./secretlint-redactor-hXdJfuhJ.js");
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