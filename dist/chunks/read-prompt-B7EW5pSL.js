import { U as UserError } from "./shared-Cu69G1m7.js";
const { join } = globalThis.process.getBuiltinModule("node:path");
const { readFile } = globalThis.process.getBuiltinModule("node:fs/promises");

// src/adapters/agent/openai/read-prompt.ts
const maxPromptBytes = 131072;
async function readPrompt(root, path) {
	let bytes;
	try {
		bytes = await readFile(join(root, path));
	} catch (cause) {
		throw new UserError("AGENT_PROMPT_MISSING", `${path}: there is no such file to read the system prompt from.`, "Set `agent.systemPrompt` in tracegate.yaml to a text file, relative to the project root.", { cause });
	}
	if (bytes.length <= maxPromptBytes) return bytes.toString("utf8").trim();
	throw new UserError("AGENT_PROMPT_TOO_LONG", `${path} has ${bytes.length} bytes; a system prompt may have ${maxPromptBytes}.`, "Shorten it, or give parts of it to the model through a tool.");
}

export { readPrompt as t };