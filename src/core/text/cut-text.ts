/** At most `length` UTF-16 units of `text`, ending in `…` where something was cut; never half a character. */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = length - 1;
  const splitsPair = text.charCodeAt(end - 1) >= 0xd800 && text.charCodeAt(end - 1) <= 0xdbff;
  return `${text.slice(0, splitsPair ? end - 1 : end)}…`;
}
