import type { JsonValue } from "../../trace/json.ts";

/** A text or number with the key that it stands under, in lower-case words: `order_id` and `orderId` are `order id`. */
export type KeyedValue = {
  readonly key: string;
  /** What the key is of: `order`. */
  readonly subject: string;
  readonly value: string;
};

const identityWords = new Set(["id", "number", "no", "code", "reference", "ref", "sku"]);

/** Words of a key: `reservationId` → `reservation id`. */
function keyWords(key: string): string {
  return key
    .slice(0, 100)
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "")
    .join(" ");
}

/**
 * What a key that names one thing calls it: `order` of `order id`; `undefined` of other keys.
 *
 * Only ids are told: a date, an amount or a state under the same key may well have changed.
 */
function identified(key: string): string | undefined {
  const words = key.split(" ");
  const subject = words.slice(0, -1);
  return subject.length > 0 && identityWords.has(words.at(-1) ?? "")
    ? subject.join(" ")
    : undefined;
}

/** The ids of a value with their keys, in their order; those in lists too. Deep values do not recurse. */
export function identitiesIn(root: JsonValue): readonly KeyedValue[] {
  const found: KeyedValue[] = [];
  const open: { readonly key: string; readonly value: JsonValue }[] = [{ key: "", value: root }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { key, value } = next;
    if (typeof value === "string" || typeof value === "number") {
      const text = String(value);
      const subject = identified(key);
      if (subject !== undefined && isIdentity(text))
        found.push({ key, subject, value: fold(text) });
    } else if (Array.isArray(value)) {
      for (const child of value.toReversed()) open.push({ key, value: child });
    } else if (value !== null && typeof value === "object") {
      for (const [name, child] of Object.entries(value).toReversed()) {
        open.push({ key: keyWords(name), value: child });
      }
    }
  }
  return found;
}

/** An id holds a digit and no blank. */
function isIdentity(text: string): boolean {
  return /^#?[A-Za-z0-9][\w.-]{0,60}$/.test(text) && /\d/.test(text);
}

function fold(text: string): string {
  return text.toLowerCase().replace(/^#/, "");
}

/** The ids that a text gives a subject: `my order is 4502`, `order number: #4502` → `4502` of `order`. */
export function labelledIds(text: string, subject: string): readonly string[] {
  const words = subject.split(" ").join("[ _-]");
  const pattern = new RegExp(
    `\\b${words}\\b[\\s:#]{1,3}(?:(?:id|number|no|code|reference|is|was|it's|=)[.:#\\s]{1,3}){0,3}#?([a-z0-9][\\w-]{0,60})`,
    "gi",
  );
  return [...text.matchAll(pattern)].flatMap(([, id = ""]) => (isIdentity(id) ? [fold(id)] : []));
}

/** Every word with a digit in a text, as ids are compared. */
export function idsIn(text: string): readonly string[] {
  return (text.match(/[A-Za-z0-9][\w-]{0,60}/g) ?? []).filter((word) => /\d/.test(word)).map(fold);
}
