/** Whether a string of digits passes the Luhn test (ISO/IEC 7812-1, annex B). */
export function passesLuhn(digits: string): boolean {
  return digits.length > 1 && luhnDigit(digits.slice(0, -1)) === digits.slice(-1);
}

/** The check digit that follows these digits. */
export function luhnDigit(digits: string): string {
  let sum = 0;
  for (let index = digits.length - 1, isDoubled = true; index >= 0; index -= 1) {
    const digit = Number(digits.charAt(index)) * (isDoubled ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
    isDoubled = !isDoubled;
  }
  return String((10 - (sum % 10)) % 10);
}
