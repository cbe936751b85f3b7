/** The two check digits of an IBAN (ISO 7064, MOD 97-10): country and account in capitals, without blanks. */
export function ibanCheckDigits(country: string, account: string): string {
  return String(98 - remainder(`${account}${country}00`)).padStart(2, "0");
}

/** Whether an IBAN in capitals, without blanks, has the check digits that it should have. */
export function passesMod97(iban: string): boolean {
  return remainder(iban.slice(4) + iban.slice(0, 4)) === 1;
}

/** Letters count as two digits, from `A` = 10. */
function remainder(text: string): number {
  let rest = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}
