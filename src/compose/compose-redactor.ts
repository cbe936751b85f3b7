import { createHash, randomBytes } from "node:crypto";
import { localKey } from "../adapters/fs/local-key.ts";
import { type RedactionConfig, redactionConfig } from "../core/config/redaction-config.ts";
import { UserError } from "../core/errors.ts";
import type { Redactor, TextRedactor } from "../ports/redactor.ts";

/** Where the key of surrogates is kept, seen from the project's root; nobody's source code. */
export const surrogateKeyFolder = ".tracegate/redaction";

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
export async function composeRedactor(
  environment: Readonly<Record<string, string | undefined>>,
  config: RedactionConfig = redactionConfig.parse({}),
  keyFolder?: string,
): Promise<Redactor & TextRedactor> {
  const key = keyOf(config, environment, keyFolder);
  const { secretlintRedactor } = await import("../adapters/redactor/secretlint-redactor.ts");
  try {
    return secretlintRedactor({ ...config, key });
  } catch (cause) {
    throw new UserError(
      "REDACTION_PATTERN",
      `A pattern of \`redaction:\` in tracegate.yaml is no regular expression: ${cause instanceof Error ? cause.message : String(cause)}.`,
      "Run `tracegate validate`, which names its line.",
      { cause },
    );
  }
}

function keyOf(
  { keyEnv }: RedactionConfig,
  environment: Readonly<Record<string, string | undefined>>,
  keyFolder: string | undefined,
): Uint8Array {
  if (keyEnv === undefined) {
    return keyFolder === undefined ? randomBytes(32) : localKey(keyFolder);
  }
  const text = environment[keyEnv] ?? "";
  if (text.length >= shortestKey) return createHash("sha256").update(text).digest();
  throw new UserError(
    "REDACTION_KEY_MISSING",
    `\`redaction.keyEnv\` names ${keyEnv}, and that variable ${text === "" ? "is not set" : `has fewer than ${shortestKey} characters`}.`,
    "Set it to a long random text, such as the output of `openssl rand -hex 32`, or leave `keyEnv` out.",
  );
}
