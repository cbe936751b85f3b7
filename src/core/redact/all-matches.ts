const none: readonly RegExpExecArray[] = [];

/**
 * Every match of a pattern with the flag `g` that matches no empty text: what `matchAll` gives, which makes another
 * `RegExp` for each text, however short.
 */
export function allMatches(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  pattern.lastIndex = 0;
  let match = pattern.exec(text);
  if (match === null) return none;
  const matches: RegExpExecArray[] = [];
  for (; match !== null; match = pattern.exec(text)) matches.push(match);
  return matches;
}
