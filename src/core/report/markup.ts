import { visibleText } from "../text/visible-text.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/**
 * Outside text as the content or a quoted attribute of HTML or XML 1.0: it opens and closes nothing, and holds no
 * character that XML refuses. Line ends and tabs stay; in an attribute they are read as blanks.
 */
export function markupText(text: string): string {
  return visibleText(text)
    .replace(/[\uFFFE\uFFFF]/g, "\uFFFD")
    .replace(/[&<>"']/g, (character) => entities[character] ?? "");
}
