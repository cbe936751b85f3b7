/**
 * A run of characters of one class: `digits`, `word` (Latin letters and `_`), `mixed` (both), or one
 * `symbol`. White space is not a token; other scripts are words that never join digits.
 */
export type Token = {
  readonly kind: "digits" | "word" | "mixed" | "symbol";
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** True where only white space and Markdown marks stand between it and the start of its line. */
  readonly leadsLine: boolean;
};

/**
 * Splits a text in one pass; the cost grows with its length and with nothing else. Digits of other scripts and what is
 * of full width are read as ours.
 */
export function tokensOf(written: string): readonly Token[] {
  const text = written.replaceAll(otherForms, asciiForm);
  const tokens: Token[] = [];
  let leadsLine = true;
  for (let start = 0; start < text.length; ) {
    const kind = classOf(text.charCodeAt(start));
    if (kind === "space") {
      if (text[start] === "\n") leadsLine = true;
      start++;
      continue;
    }
    const run = kind === "digit" || kind === "letter" ? runFrom(text, start) : undefined;
    const end = run?.end ?? (kind === "other" ? otherEnd(text, start) : start + 1);
    const token = text.slice(start, end);
    tokens.push({
      kind: run?.kind ?? (kind === "other" ? "word" : "symbol"),
      text: token,
      start,
      end,
      leadsLine,
    });
    if (!markdownMarks.has(token)) leadsLine = false;
    start = end;
  }
  return tokens;
}

/** Of one UTF-16 unit each, so that places stay what they are; the digits of a script stand in a row, from a zero on. */
const otherForms =
  /[\u0660-\u0669\u06F0-\u06F9\u0966-\u096F\u09E6-\u09EF\u0E50-\u0E59\uFF01-\uFF5E]/g;
const zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50];

function asciiForm(character: string): string {
  const code = character.charCodeAt(0);
  if (code >= 0xff01) return String.fromCharCode(code - 0xfee0);
  return String(code - (zeros.findLast((zero) => zero <= code) ?? code));
}

const markdownMarks = new Set(["*", "#", "-", ">", "_", "(", "`", "|", "•", "+"]);

function runFrom(text: string, start: number): { kind: "digits" | "word" | "mixed"; end: number } {
  let end = start;
  let hasDigit = false;
  let hasLetter = false;
  for (; end < text.length; end++) {
    const kind = classOf(text.charCodeAt(end));
    if (kind === "digit") hasDigit = true;
    else if (kind === "letter") hasLetter = true;
    else break;
  }
  return { kind: hasDigit ? (hasLetter ? "mixed" : "digits") : "word", end };
}

function otherEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && classOf(text.charCodeAt(end)) === "other") end++;
  return end;
}

function classOf(code: number): "digit" | "letter" | "other" | "space" | "symbol" {
  if (code >= 48 && code <= 57) return "digit";
  if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95) return "letter";
  if (code === 32 || (code >= 9 && code <= 13) || spaces.has(code)) return "space";
  if (code < 0xc0 || code === 0xd7 || code === 0xf7) return "symbol";
  if (code <= 0x24f) return "letter";
  // General punctuation, currency and arrows are symbols; what follows and precedes them is script.
  return code >= 0x2010 && code <= 0x2bff ? "symbol" : "other";
}

const spaces = new Set([
  0xa0, 0x1680, 0x2007, 0x2008, 0x2009, 0x200a, 0x202f, 0x3000, 0xfeff, 0x2028, 0x2029,
]);
