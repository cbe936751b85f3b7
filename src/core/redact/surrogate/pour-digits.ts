/**
 * Writes other digits into the places that digits have in a text, so that blanks, dashes and brackets stay: `12345`
 * into `(98) 76-5` is `(12) 34-5`. Digits too many stand at the end; with too few the text ends earlier.
 */
export function pourDigits(written: string, digits: string): string {
  let next = 0;
  let poured = "";
  for (const character of written) {
    if (!/\d/.test(character)) poured += character;
    else if (next < digits.length) poured += digits.charAt(next++);
  }
  return poured.replace(/\D+$/, "") + digits.slice(next);
}
