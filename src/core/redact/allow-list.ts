import { RE2JS } from "re2js";

/**
 * Whether a value may stay: it is one of a project's allowed texts, in whatever case. `*` in these stands for any
 * characters but blanks, as in `*@shop.example`.
 */
export function allowList(allowed: readonly string[]): (value: string) => boolean {
  if (allowed.length === 0) return () => false;
  const any = allowed.map((text) => text.split("*").map(literally).join("\\S*")).join("|");
  const regex = RE2JS.compile(`(?i)(?:${any})`);
  return (value) => regex.matches(value);
}

function literally(text: string): string {
  return RE2JS.quote(text);
}
