import type { KeyedDraw } from "../keyed-draw.ts";

const pattern = /^user-[0-9a-f]{12}@example\.com$/i;

/** An address below example.com, which RFC 2606 keeps for examples: nobody ever gets mail there. */
export function emailSurrogate(draw: KeyedDraw, value: string, written: string): string {
  const at = written.includes("@") ? "@" : "%40";
  const name = `user-${draw.hex("email", value, { count: 12 })}`;
  const address = `${name}${at}example.com`;
  return isUpperCase(written) ? address.toUpperCase() : address;
}

/** Whether an address, with its `@`, is a surrogate already. */
export function isEmailSurrogate(address: string): boolean {
  return pattern.test(address);
}

function isUpperCase(text: string): boolean {
  return text === text.toUpperCase() && text !== text.toLowerCase();
}
