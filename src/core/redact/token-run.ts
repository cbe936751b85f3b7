/** The shortest run of the characters below that a token, or what follows `Bearer`, has. */
const shortestRun = 16;

/** What tokens are written with: letters and digits of ASCII, the signs of both forms of base64, and dots and `~` between. */
const isInToken = new Uint8Array(128);
for (const character of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+/=.~") {
  isInToken[character.charCodeAt(0)] = 1;
}

/**
 * Whether `length` characters that tokens are written with stand in a row. A text without such a run holds no token.
 *
 * It looks at every `length`-th character and back from there, so at few of those of a text of words and blanks.
 *
 * @param length from 1 on.
 */
export function hasTokenRun(text: string, length = shortestRun): boolean {
  let last = length - 1;
  while (last < text.length) {
    let index = last;
    while (index > last - length && isInToken[text.charCodeAt(index)] === 1) index -= 1;
    if (index === last - length) return true;
    last = index + length;
  }
  return false;
}
