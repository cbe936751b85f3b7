import type { JsonValue } from "../trace/json.ts";

/** The conditions whose regular expression can be quoted in an answer, by the name that a placeholder uses. */
export const groupSources = ["match", "said", "tool"] as const;
export type GroupSource = (typeof groupSources)[number];

/** One `{{…}}` of a text. `written` is how it stands there. */
export type Placeholder = { readonly written: string } & (
  | { readonly kind: "user" }
  | { readonly kind: "group"; readonly source: GroupSource; readonly group: number }
  | { readonly kind: "result"; readonly pointer: readonly string[] }
);

/** What placeholders stand for in one request. A group that took no part in the match is `null`. */
export type TemplateValues = {
  readonly user: string;
  readonly groups: Readonly<Partial<Record<GroupSource, readonly (string | null)[]>>>;
  readonly result?: JsonValue;
};

/** A placeholder that this request has no value for: never rendered as an empty text. */
export class UnresolvedPlaceholder extends Error {
  override readonly name = "UnresolvedPlaceholder";
}

const longestText = 100_000;
const inBraces = /\{\{([^{}]*)\}\}/g;

/** The placeholders of a text, or what is wrong with one of them. */
export function parsePlaceholders(
  text: string,
):
  | { readonly kind: "placeholders"; readonly placeholders: readonly Placeholder[] }
  | { readonly kind: "problem"; readonly message: string } {
  if (text.replaceAll(inBraces, "").includes("{{")) {
    return { kind: "problem", message: "`{{` may only begin a placeholder, such as `{{user}}`" };
  }
  const placeholders: Placeholder[] = [];
  for (const [written, inner] of text.matchAll(inBraces)) {
    const placeholder = parsePlaceholder(written, (inner ?? "").trim());
    if (placeholder === undefined) {
      return { kind: "problem", message: `\`${written}\` is no placeholder` };
    }
    placeholders.push(placeholder);
  }
  return { kind: "placeholders", placeholders };
}

/**
 * A text with its placeholders replaced, in one pass: what a value contains is never read as a placeholder.
 *
 * @throws UnresolvedPlaceholder where a placeholder has no value, or the text grows beyond 100,000 characters.
 */
export function renderText(text: string, values: TemplateValues): string {
  if (!text.includes("{{")) return text;
  let length = text.length;
  return text.replaceAll(inBraces, (written: string, inner: string) => {
    const value = valueOf(written, inner, values);
    const rendered = typeof value === "string" ? value : JSON.stringify(value);
    length += rendered.length;
    if (length > longestText) {
      throw new UnresolvedPlaceholder(`the answer grows beyond ${longestText} characters`);
    }
    return rendered;
  });
}

/**
 * A JSON value with the placeholders in its texts replaced. A text that is one placeholder and
 * nothing else takes the value as it is, so that a number from a tool's result stays a number.
 *
 * @throws UnresolvedPlaceholder as `renderText` does.
 */
export function renderJson(value: JsonValue, values: TemplateValues): JsonValue {
  if (typeof value === "string") {
    const [only] = value.matchAll(inBraces);
    return only?.[0] === value ? valueOf(value, only[1] ?? "", values) : renderText(value, values);
  }
  if (Array.isArray(value)) return value.map((item: JsonValue) => renderJson(item, values));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, renderJson(item, values)]),
  );
}

function parsePlaceholder(written: string, inner: string): Placeholder | undefined {
  if (inner === "user") return { written, kind: "user" };
  if (inner === "result") return { written, kind: "result", pointer: [] };
  if (inner.startsWith("result./")) {
    const pointer = inner.slice("result./".length).split("/").map(unescapePointer);
    return { written, kind: "result", pointer };
  }
  const [name, group] = inner.split(".");
  const source = groupSources.find((known) => known === name);
  if (source === undefined || group === undefined || !/^\d{1,2}$/.test(group)) return undefined;
  return inner === `${source}.${group}`
    ? { written, kind: "group", source, group: Number(group) }
    : undefined;
}

function valueOf(written: string, inner: string, values: TemplateValues): JsonValue {
  const placeholder = parsePlaceholder(written, inner.trim());
  const value = placeholder === undefined ? undefined : lookUp(placeholder, values);
  if (value === undefined) throw new UnresolvedPlaceholder(`\`${written}\` has no value here`);
  return value;
}

function lookUp(placeholder: Placeholder, values: TemplateValues): JsonValue | undefined {
  if (placeholder.kind === "user") return values.user;
  if (placeholder.kind === "result") return follow(values.result, placeholder.pointer);
  return values.groups[placeholder.source]?.[placeholder.group] ?? undefined;
}

/** RFC 6901; only what the value holds itself, never what it inherits. */
function follow(value: JsonValue | undefined, pointer: readonly string[]): JsonValue | undefined {
  let current = value;
  for (const key of pointer) {
    if (typeof current !== "object" || current === null) return undefined;
    if (Array.isArray(current) && !/^\d{1,9}$/.test(key)) return undefined;
    current = Object.entries(current).find(([own]) => own === key)?.[1];
  }
  return current;
}

function unescapePointer(key: string): string {
  return key.replaceAll("~1", "/").replaceAll("~0", "~");
}
