import { h } from "./dom.ts";

const tokens =
  /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** JSON as people read it; what was cut, and is no JSON any more, as it stands. */
export function jsonView(json: string): HTMLElement {
  const text = indented(json);
  const block = h("pre", { class: "json", tabindex: 0 });
  let from = 0;
  for (const match of text.matchAll(tokens)) {
    const [whole, quoted, colon] = match;
    const kind = quoted === undefined ? "literal" : colon === undefined ? "string" : "key";
    block.append(text.slice(from, match.index), h("span", { class: kind }, quoted ?? whole));
    from = match.index + (quoted ?? whole).length;
  }
  block.append(text.slice(from));
  return block;
}

function indented(json: string): string {
  try {
    const value: unknown = JSON.parse(json);
    // Text is read as text; its line ends would else stand as \n.
    return typeof value === "string"
      ? escapeUnseen(value)
      : escapeUnseen(JSON.stringify(value, null, 2));
  } catch {
    return json;
  }
}

/** What cannot be seen is shown, since here it may be the evidence. */
function escapeUnseen(text: string): string {
  return text.replace(
    /(?![\n\t])[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Cs}]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
  );
}
