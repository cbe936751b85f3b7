import { allMatches } from "../all-matches.ts";
import type { FoundValue } from "../found-value.ts";
import { isPlaceholder, looksSecret, secretName } from "../secret-name.ts";
import { hasTokenRun } from "../token-run.ts";

/** Tokens that say themselves what they are, beside those that secretlint knows. */
const tokens = new RegExp(
  // The digits of `%3D` are no part of the word behind them.
  `(?<!(?<!%[0-9A-Fa-f])[A-Za-z0-9])(?:${[
    "A(?:KIA|SIA)[A-Z0-9]{16}",
    "[sr]k_(?:live|test)_[A-Za-z0-9]{16,250}",
    "whsec_[A-Za-z0-9+/=]{20,100}",
    "AIza[\\w-]{35}",
    "ya29\\.[\\w-]{20,500}",
    "GOCSPX-[\\w-]{20,60}",
    "SK[0-9a-f]{32}",
    "key-[0-9a-f]{32}",
    "\\d{8,10}:AA[\\w-]{33}",
    "pypi-[\\w-]{50,500}",
    "dop_v1_[0-9a-f]{64}",
    "sk-(?=[A-Za-z_-]{0,100}\\d)[\\w-]{20,250}",
    "xai-[A-Za-z0-9]{40,120}",
    "nvapi-[\\w-]{40,120}",
    "r8_[A-Za-z0-9]{30,60}",
    "hf_[A-Za-z0-9]{30,60}",
    "gh[pousr]_[A-Za-z0-9]{30,255}",
    "github_pat_\\w{40,255}",
    "AGE-SECRET-KEY-1[0-9A-Z]{58}",
    "eyJ[\\w-]{8,8000}\\.[\\w-]{4,16000}\\.[\\w-]{0,2000}",
  ].join("|")})(?![A-Za-z0-9])`,
  "g",
);

const privateKey = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:\s|\\[nr])*/g;
const longestKey = 20_000;
const shortestNamed = 4;

const inAddress = /:\/\/([^\s:@/?#"'<>\\]{0,256})(?::([^\s/"'<>\\]{1,256}))?@(?=[\w[])/g;
const inHeader =
  /authorization\\?["']?\s{0,3}[:=]\s{0,3}\\?["']?\s{0,2}((?:Bearer|Basic|Token|Digest|ApiKey|Negotiate)\s{1,3})?([^\s"',;\\]{6,8000})/gi;
const bearer = /(?<![A-Za-z0-9])(?:Bearer|Basic)\s{1,3}([\w.~+/=-]{16,8000})/gi;
/** A name and its value; in quotes, in quotes that are escaped themselves, or bare. */
const named =
  /(?<![\w.-])([A-Za-z][\w.-]{1,60})\\?["'`]?\s{0,3}(?:=>|:=|[:=])\s{0,3}(?:\\["']([^\n\\"']{1,512})\\|(["'`])((?:\\[^\n]|(?!\3)[^\n\\]){1,512})\3|((?:[^\s"'`,;<>(){}[\]|\\&]|&(?![\w.-]{1,60}=)){4,512}))/g;
const told =
  /(?:password|passwort|kennwort|passcode|pass ?phrase|api key|secret key|access token|contraseña)\s{1,3}(?:is|was|ist|es|:)\s{1,3}["'“‘]?([^\s"'“”‘’\\]{4,128})/giu;

/**
 * Secrets by their own look, or by what stands beside them: tokens of services, private keys, `user:password@` in
 * addresses, `Authorization:` headers, `password=…`, and "my password is …". Placeholders are left alone.
 */
export function findSecrets(text: string, key?: string): readonly FoundValue[] {
  if (key !== undefined && isSecretUnder(key, text, "whole")) {
    return [valueFrom(text, schemeLength(text))];
  }
  // Each condition is one that the patterns cannot do without, and is looked up in a fraction of their time.
  const hasRun = hasTokenRun(text);
  const hasAssignment = text.includes(":") || text.includes("=");
  return [
    ...(hasRun ? findTokens(text) : []),
    ...(text.includes("-----BEGIN") ? findPrivateKeys(text) : []),
    ...(text.includes("://") ? findInAddresses(text) : []),
    ...(hasAssignment ? findInHeaders(text) : []),
    ...(hasRun ? findBearers(text) : []),
    ...(hasAssignment ? findNamed(text) : []),
    ...findTold(text),
  ];
}

/** Whether a name makes its value a secret; a bare one in running text has to look like one as well. */
function isSecretUnder(name: string, written: string, how: "whole" | "bare"): boolean {
  const kind = secretName(name);
  if (kind === "no") return false;
  const scheme = schemeLength(written);
  const value = written.slice(scheme);
  if (value === "" || isPlaceholder(value)) return false;
  switch (kind) {
    case "likely":
      return scheme > 0 || (value.length >= 16 && looksSecret(value) && !/\s/.test(value));
    case "certain":
      if (/^pwd$/i.test(name) && /^(?:\/|~|[A-Z]:)/.test(value)) return false;
      if (how === "whole") return !isSentence(value);
      return looksSecret(value) || /^\d{6,}$/.test(value);
  }
}

/** `password: "must have 8 characters"` explains; a pass phrase has three blanks or more as well, and a name that says so. */
function isSentence(value: string): boolean {
  return /^\p{L}+(?: \S+){3,}/u.test(value);
}

function schemeLength(text: string): number {
  return /^(?:Bearer|Basic|Token|Digest|ApiKey)\s+/i.exec(text)?.[0].length ?? 0;
}

function valueFrom(text: string, start: number): FoundValue {
  return secretAt(start, text.slice(start), true);
}

function secretAt(start: number, value: string, isByContext: boolean): FoundValue {
  return { start, end: start + value.length, kind: "secret", value, isByContext };
}

function findTokens(text: string): readonly FoundValue[] {
  return allMatches(text, tokens).map(({ 0: value, index }) => secretAt(index, value, false));
}

function findInHeaders(text: string): readonly FoundValue[] {
  return allMatches(text, inHeader)
    .flatMap(({ 0: whole, 1: scheme, 2: value = "", index }) =>
      scheme !== undefined || looksSecret(value) ? [atEndOf(index, whole, value)] : [],
    )
    .filter(({ value }) => !isPlaceholder(value));
}

function findBearers(text: string): readonly FoundValue[] {
  return allMatches(text, bearer)
    .flatMap(({ 0: whole, 1: value = "", index }) =>
      looksSecret(value) ? [atEndOf(index, whole, value)] : [],
    )
    .filter(({ value }) => !isPlaceholder(value));
}

function findTold(text: string): readonly FoundValue[] {
  return allMatches(text, told)
    .map(({ 0: whole, 1: value = "", index }) => atEndOf(index, whole, value))
    .filter(({ value }) => looksSecret(value));
}

/** A value with which a match ends; a sentence's own sign after it is none of it. */
function atEndOf(index: number, whole: string, value: string): FoundValue {
  return secretAt(index + whole.length - value.length, value.replace(/[.,!?:;]+$/, ""), true);
}

function findNamed(text: string): readonly FoundValue[] {
  const found: FoundValue[] = [];
  named.lastIndex = 0;
  for (let match = named.exec(text); match !== null; match = named.exec(text)) {
    const [whole, name = "", escaped, , quoted, bare = ""] = match;
    const isAssigned = /=\s*$/.test(whole.slice(0, whole.length - bare.length));
    const inQuotes = escaped ?? quoted;
    const written = inQuotes ?? bare.replace(/[.,!?:;]+$/, "");
    if (!isSecretUnder(name, written, inQuotes !== undefined || isAssigned ? "whole" : "bare")) {
      // What a name says of nothing may name something itself: `env: API_KEY=…`, `url: https://…?token=…`.
      if (/[:=]/.test(inQuotes ?? bare)) named.lastIndex -= (inQuotes ?? bare).length + 1;
      continue;
    }
    const end =
      match.index +
      whole.length -
      (escaped === undefined && quoted === undefined ? bare.length - written.length : 1);
    const value = written.slice(schemeLength(written));
    if (value.length < shortestNamed) continue;
    found.push(secretAt(end - value.length, value, true));
  }
  return found;
}

/** The password of `scheme://user:password@host`, or a token that stands there alone. */
function findInAddresses(text: string): readonly FoundValue[] {
  const found: FoundValue[] = [];
  for (const match of allMatches(text, inAddress)) {
    const [, user = "", password] = match;
    const start = match.index + "://".length;
    if (user.length >= 20 && looksSecret(user)) found.push(secretAt(start, user, true));
    if (password !== undefined && !isPlaceholder(password) && password !== "x-oauth-basic") {
      found.push(secretAt(start + user.length + 1, password, true));
    }
  }
  return found;
}

/** What stands between the two lines around a private key, or after the first where the text was cut. */
function findPrivateKeys(text: string): readonly FoundValue[] {
  const found: FoundValue[] = [];
  for (const { 0: line, index } of allMatches(text, privateKey)) {
    const start = index + line.length;
    const body = keyBody(text.slice(start, start + longestKey));
    if (body !== "") found.push(secretAt(start, body, false));
  }
  return found;
}

/** Up to the closing line, or to the first character that no key holds; blanks at the end are left out. */
function keyBody(text: string): string {
  const lineEnd = text.indexOf("-----");
  const foreign = text.search(/[^\w+/=:., \s\\-]/);
  const ends = [lineEnd, foreign].filter((end) => end !== -1);
  let end = Math.min(text.length, ...ends);
  for (;;) {
    if (/\s/.test(text.charAt(end - 1))) end -= 1;
    else if (/^\\[nr]$/.test(text.slice(Math.max(0, end - 2), end))) end -= 2;
    else return text.slice(0, end);
  }
}
