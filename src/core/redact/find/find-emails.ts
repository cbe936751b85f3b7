import { allMatches } from "../all-matches.ts";
import type { FoundValue } from "../found-value.ts";
import { isEmailSurrogate } from "../surrogate/email-surrogate.ts";

const sign = /@|%40/g;
const longestName = 64;
const nameCharacter = /[\p{L}\p{N}\p{M}._%+'-]/u;
const afterUser = /:\/\/[^\s:@/?#]*:[^\s/@]*$/;
const labels =
  /[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?){1,8}/uy;
const topLevel = /^(?:\p{L}{2,24}|xn--[a-z0-9-]{1,59})$/iu;

/**
 * E-mail addresses (RFC 5321, without quoted names and address literals), in addresses of pages too, where `@` may be
 * `%40`. Not taken for one: `git@host:…`, picture names such as `icon@2x.png`, and the password in an
 * address of a server.
 */
export function findEmails(text: string): readonly FoundValue[] {
  if (!text.includes("@") && !text.includes("%40")) return [];
  const found: FoundValue[] = [];
  for (const { 0: at, index } of allMatches(text, sign)) {
    const start = startOfName(text, index);
    if (start === index) continue;
    const domain = domainAt(text, index + at.length);
    if (domain === undefined) continue;
    const name = text.slice(start, index);
    const end = index + at.length + domain.length;
    const address = `${name}@${domain}`.normalize("NFC").toLowerCase();
    const isLogin = name === "git" && /[:/]/.test(text.charAt(end));
    if (isLogin || isPassword(text, start)) continue;
    const isSurrogate = isEmailSurrogate(address);
    found.push({ start, end, kind: "email", value: address, isSurrogate });
  }
  return found;
}

/** Whether it is the end of what stands before the host in `scheme://user:password@host`. */
function isPassword(text: string, start: number): boolean {
  return afterUser.test(text.slice(Math.max(0, start - longestName * 4), start));
}

/** Walks back over the name; dots, quotes and escapes at its start belong to what stands before. */
function startOfName(text: string, at: number): number {
  let start = at;
  while (
    start > Math.max(0, at - longestName) &&
    nameCharacter.test(characterBefore(text, start))
  ) {
    start -= characterBefore(text, start).length;
  }
  const escape = /^(?:u[0-9a-f]{4}|[bfnrt])/i.exec(text.slice(start, at));
  if (text.charAt(start - 1) === "\\" && escape !== null) start += escape[0].length;
  const before = /^(?:%[0-9a-f]{2}|[.'%-])+/i.exec(text.slice(start, at));
  return before === null ? start : Math.min(at, start + before[0].length);
}

function characterBefore(text: string, index: number): string {
  const code = text.charCodeAt(index - 1);
  const isLowSurrogate = code >= 0xdc00 && code <= 0xdfff;
  return text.slice(index - (isLowSurrogate ? 2 : 1), index);
}

/** The domain that begins here, as long as its last label can be a top-level domain. */
function domainAt(text: string, start: number): string | undefined {
  labels.lastIndex = start;
  const parts = labels.exec(text)?.[0].split(".") ?? [];
  while (parts.length > 1 && !topLevel.test(parts.at(-1) ?? "")) parts.pop();
  const isPicture = /^\d+x$/.test(parts[0] ?? "");
  return parts.length > 1 && !isPicture ? parts.join(".") : undefined;
}
