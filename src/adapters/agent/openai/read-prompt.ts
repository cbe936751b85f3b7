import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../../../core/errors.ts";

const maxPromptBytes = 131_072;

/**
 * The system prompt in a file of the project, without white space around it.
 *
 * @throws UserError where there is no such file, or it is too long.
 */
export async function readPrompt(root: string, path: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(join(root, path));
  } catch (cause) {
    throw new UserError(
      "AGENT_PROMPT_MISSING",
      `${path}: there is no such file to read the system prompt from.`,
      "Set `agent.systemPrompt` in tracegate.yaml to a text file, relative to the project root.",
      { cause },
    );
  }
  if (bytes.length <= maxPromptBytes) return bytes.toString("utf8").trim();
  throw new UserError(
    "AGENT_PROMPT_TOO_LONG",
    `${path} has ${bytes.length} bytes; a system prompt may have ${maxPromptBytes}.`,
    "Shorten it, or give parts of it to the model through a tool.",
  );
}
