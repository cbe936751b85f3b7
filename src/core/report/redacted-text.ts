import { inlineText } from "./markdown.ts";
import { grouped } from "./numbers.ts";

/** What people call the kinds that we find ourselves. */
const names: Readonly<Record<string, readonly [one: string, many: string]>> = {
  secret: ["secret", "secrets"],
  email: ["e-mail address", "e-mail addresses"],
  iban: ["IBAN", "IBANs"],
  card: ["card number", "card numbers"],
  phone: ["phone number", "phone numbers"],
  ip: ["IP address", "IP addresses"],
};

/** `2 e-mail addresses`; a pattern of the project's goes by its own name: `3 × order-id`. Markdown. */
export function redactedText({
  kind,
  count,
}: {
  readonly kind: string;
  readonly count: number;
}): string {
  const name = Object.hasOwn(names, kind) ? names[kind] : undefined;
  if (name === undefined) return `${grouped(count)} × ${inlineText(kind, 60)}`;
  return `${grouped(count)} ${count === 1 ? name[0] : name[1]}`;
}
