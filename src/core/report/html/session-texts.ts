import { cutText } from "../../text/cut-text.ts";
import { visibleText } from "../../text/visible-text.ts";
import { grouped } from "../numbers.ts";
import type { TextRef } from "./page-data.ts";

/** Longest text that a page shows whole, and the room for all texts of one session, in UTF-16 units. */
const mostText = 20_000;
const mostOfSession = 200_000;
/** What is shown of a text when the session's room is used up. */
const leastText = 200;

/** The texts of one session, each of them once, cut so that no session takes more than its room. */
export class SessionTexts {
  readonly #places = new Map<string, number>();
  #used = 0;

  /** In the order of their places. */
  get all(): readonly string[] {
    return [...this.#places.keys()];
  }

  /** Keeps outside text with its lines, without what cannot be seen. */
  keepText(text: string): TextRef {
    return this.#keep(text, visibleText);
  }

  /** Keeps JSON as text; what cannot be seen in it stands as escapes, so it is the same value. */
  keepJson(json: string): TextRef {
    return this.#keep(json, escapeUnseen);
  }

  #keep(whole: string, clean: (text: string) => string): TextRef {
    const most = this.#used < mostOfSession ? mostText : leastText;
    const text = cutClean(whole, most, clean);
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    const place = this.#places.size;
    this.#places.set(text, place);
    this.#used += text.length;
    return place;
  }
}

/** Looks at no more of a text than is shown. */
function cutClean(whole: string, most: number, clean: (text: string) => string): string {
  const start = clean(whole.slice(0, 2 * most));
  if (whole.length <= 2 * most && start.length <= most) return start;
  const shown = cutText(start, most);
  return `${shown}\n… ${grouped(Math.max(1, whole.length - shown.length))} more characters are not in this page`;
}

function escapeUnseen(json: string): string {
  return json.replace(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Cs}]/gu, (character) =>
    character.split("").map(escapeOf).join(""),
  );
}

function escapeOf(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
