import { allMatches } from "../all-matches.ts";
import type { FoundValue } from "../found-value.ts";
import type { KeyedDraw } from "../keyed-draw.ts";

/** What every surrogate of a secret holds; `~` stands in no token of a known service. */
const marked = /REDACTED~[0-9a-f]{12,80}/g;

/** How services begin their tokens, so that people still see what kind of secret it was. */
const prefix =
  /^(?:gh[pousr]_|github_pat_|glpat-|sk-(?:proj-|svcacct-|admin-|ant-api\d\d-|ant-|or-v1-)?|[psr]k_(?:live|test)_|whsec_|xox[a-z]-|xapp-|A(?:KIA|SIA)|AIza|ya29\.|GOCSPX-|hf_|gsk_|r8_|npm_|pypi-|lin_api_|ntn_|SG\.|shp(?:at|ca|pa|ss)_|gl(?:c|sa)_|hv[sbr]\.|vc[kpiar]_|dapi|dckr_pat_|dop_v1_|figd_|nvapi-|xai-|ops_|eyJ|https:\/\/hooks\.slack\.com\/services\/)/;

const fewestDigits = 12;
const mostDigits = 64;

/**
 * Stands in for a secret: its service's prefix, `REDACTED~`, and hexadecimal digits up to the secret's own length, at
 * most 64. It is valid nowhere.
 */
export function secretSurrogate(draw: KeyedDraw, value: string): string {
  const start = `${prefix.exec(value)?.[0] ?? ""}REDACTED~`;
  const count = Math.min(Math.max(value.length - start.length, fewestDigits), mostDigits);
  return start + draw.hex("secret", value, { count });
}

/** The surrogates of secrets in a text, without their services' prefixes. */
export function secretSurrogatesIn(text: string): readonly FoundValue[] {
  if (!text.includes("REDACTED~")) return [];
  return allMatches(text, marked).map(({ 0: value, index: start }) => ({
    start,
    end: start + value.length,
    kind: "secret",
    value,
    isSurrogate: true,
  }));
}

/** Whether nothing is left of a text without the prefix of a service. */
export function isPrefixOnly(text: string): boolean {
  return text === prefix.exec(text)?.[0];
}
