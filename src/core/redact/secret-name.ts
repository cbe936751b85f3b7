import { rememberNames } from "./remember-names.ts";
import { wordsOf } from "./text-context.ts";

/** Names whose value is a secret whatever it looks like. */
const certain =
  /(?:^|_)(?:pass_?words?|passwd|passwort|kennwort|contraseña|senha|mot_de_passe|pwd|pass_?phrase|pass_?code|(?:api|app|access|account|secret|shared_access|private|signing|encryption|auth|master|service_role)_?key|secret|(?:auth|access|refresh|id|session|security|bearer|bot|api|csrf|xsrf|personal_access|deploy|registry)_?token|client_?secret|credentials?|connection_?string|set_cookie|cookie)(?:_(?:prod|production|dev|test|staging|live|hash|value|text|id|primary|secondary|old|new|current|confirm|confirmation|again|[0-9]+))?$/;

/** Names whose value is a secret where it looks like one. */
const likely = /(?:^|_)(?:token|signature|sig|jwt|hmac|authorization)$/;

/** Tokens that say where to read on, and what counts them, are no secrets. */
const harmless =
  /(?:^|_)(?:page|next|previous|prev|continuation|sync|cursor|max|min|total|prompt|completion|input|output|primary|foreign|public|sort|partition|idempotency|cache|translation|i18n|object|row|lookup|map)_(?:token|key)$/;

/** How much a name says that its value is a secret. */
export const secretName = rememberNames((name): "certain" | "likely" | "no" => {
  const joined = wordsOf(name).join("_");
  if (harmless.test(joined)) return "no";
  if (certain.test(joined)) return "certain";
  return likely.test(joined) ? "likely" : "no";
});

/** What people write where a secret would stand. */
const placeholder =
  /^(?:[*•x.\-_#]+|[*•]{3,}.*|.*[*•]{4,}|\.{3,}|…|<.*>|\[.*\]|%[\w.]+%|\$[\w({].*|\{.*\}|(?:process\.env|os\.(?:environ|getenv)|env|getenv|secrets|vars|config|settings|self|this|options|args)(?:[.([].*)?|null|none|nil|undefined|true|false|yes|no|n\/a|string|number|boolean|object|required|optional|invalid|incorrect|wrong|missing|expired|redacted|hidden|masked|unknown|empty|bearer|basic|your[_ -].*)$/i;

/** Whether a value is only the place of a secret. */
export function isPlaceholder(value: string): boolean {
  return placeholder.test(value.trim()) || /^\W*$/.test(value);
}

/** Whether a word looks like a secret and not like a word of a sentence. */
export function looksSecret(value: string): boolean {
  if (value.length < 6 || isPlaceholder(value) || /^(?:https?:\/\/|\/|~\/|[A-Z]:\\)/.test(value))
    return false;
  const hasDigit = /\d/.test(value);
  const hasLetter = /\p{L}/u.test(value);
  const hasSign = /[!@#$%^&*+=~?][\p{L}\p{N}]/u.test(value);
  const hasCapitalInside = /\p{Ll}.*\p{Lu}/u.test(value);
  return hasLetter && (hasDigit || hasSign || (hasCapitalInside && value.length >= 12));
}
