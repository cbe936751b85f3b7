import { isJsonValue, type JsonValue } from "../../json.ts";
import { parseToolContent } from "../embedded-value.ts";
import type { Fields } from "../fields.ts";
import { dropOtherFields, isFields, textField } from "../fields.ts";
import { childPlace, type DropList, type Place } from "../imported.ts";

/** The text of a message's content: a string, the text parts of a list, or structure as its JSON text. */
export function readContentText(
  content: unknown,
  place: Place,
  drops: DropList,
): string | undefined {
  if (content === undefined || content === null) return undefined;
  if (typeof content === "string") return content;
  if (Array.isArray(content)) return readTextParts(content, place, drops);
  if (isJsonValue(content)) return JSON.stringify(content);
  drops.add(place, "content that is no JSON or nests too deep");
  return undefined;
}

/** What a tool answered: structure, where its text is JSON; the text parts of a list as one text. */
export function readToolResult(
  content: unknown,
  place: Place,
  drops: DropList,
): JsonValue | undefined {
  const isText = Array.isArray(content) && content.length > 0 && content.every(isTextPart);
  return parseToolContent(isText ? readTextParts(content, place, drops) : content, place, drops);
}

/** What a part of text says, and settings of the call that it stands in. */
const partKeys = ["type", "text", "refusal", "id", "index", "cache_control"] as const;

function readTextParts(
  parts: readonly unknown[],
  place: Place,
  drops: DropList,
): string | undefined {
  const texts: string[] = [];
  for (const [index, part] of parts.entries()) {
    const text = partText(part);
    const at = childPlace(place, index);
    if (text === undefined) drops.add(at, "part of a message without text");
    else texts.push(text);
    if (text !== undefined && isFields(part)) dropOtherFields(part, partKeys, at, drops);
  }
  return texts.length === 0 && parts.length > 0 ? undefined : texts.join("\n");
}

/** A part says that it is text; any other object is structure, even where it holds some. */
function isTextPart(part: unknown): boolean {
  return /text$|^refusal$/.test(typeOf(part)) && partText(part) !== undefined;
}

function partText(part: unknown): string | undefined {
  if (typeof part === "string") return part;
  if (!isFields(part)) return undefined;
  return textField(part, "text") ?? textField(part, "refusal");
}

/** The type of a part or an item; "" where it says none. */
export function typeOf(value: unknown): string {
  return isFields(value) ? (textField(value, "type") ?? "") : "";
}

/** The first of several fields that holds text. */
export function firstText(fields: Fields, keys: readonly string[]): string | undefined {
  return keys.map((key) => textField(fields, key)).find((text) => text !== undefined);
}
