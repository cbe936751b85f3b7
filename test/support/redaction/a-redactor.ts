import { secretlintRedactor } from "../../../src/adapters/redactor/secretlint-redactor.ts";
import type { RedactionRules } from "../../../src/core/redact/redaction.ts";
import type { Redactor, TextRedactor } from "../../../src/ports/redactor.ts";

/** A redactor with a fixed key, so that its surrogates are the same in every test. */
export function aRedactor(rules: Partial<RedactionRules> = {}): Redactor & TextRedactor {
  const key = new Uint8Array(32).fill(7);
  const phoneCountries = ["US", "GB", "FR", "DE"];
  return secretlintRedactor({ key, patterns: [], allow: [], phoneCountries, ...rules });
}
