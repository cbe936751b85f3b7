import { inlineText } from "../markdown.ts";
import { countOf, grouped } from "../numbers.ts";

/** What people call the kinds that we find ourselves. */
const names: Readonly<Record<string, readonly [one: string, many: string]>> = {
  secret: ["secret", "secrets"],
  email: ["e-mail address", "e-mail addresses"],
  iban: ["IBAN", "IBANs"],
  card: ["card number", "card numbers"],
  phone: ["phone number", "phone numbers"],
  ip: ["IP address", "IP addresses"],
};

/**
 * `1 e-mail address`, `e-mail addresses in 3 places`: the same value may stand in several. A pattern of the project's goes by its
 * own name. Markdown.
 */
export function redactedText({
  kind,
  count,
}: {
  readonly kind: string;
  readonly count: number;
}): string {
  const name = Object.hasOwn(names, kind) ? names[kind] : undefined;
  if (name === undefined) return `${inlineText(kind, 60)} in ${countOf(count, "place")}`;
  return count === 1 ? `1 ${name[0]}` : `${name[1]} in ${grouped(count)} places`;
}
