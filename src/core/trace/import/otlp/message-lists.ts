import { parseJsonText } from "../../json.ts";
import type { Message } from "../../span.ts";
import type { DropList, Place } from "../imported.ts";
import { sameMessage } from "./same-message.ts";

/** Reads one item of a list of messages; several messages where one holds as many, none where it could not be read. */
export type ReadItem = (item: unknown, place: Place, drops: DropList) => readonly Message[];

/** Whose list it is, and where it stands. */
export type ListOrigin = { readonly traceId: string; readonly place: () => Place };

/** How many lists of one trace are remembered: its agent's and those of some sub-agents. */
const mostLists = 4;
/** How many traces are, and how much of their text. */
const mostTraces = 512;
const mostCharacters = 8_000_000;

type Known = {
  /** "" for a list that was no text. */
  readonly text: string;
  readonly items: number;
  readonly messages: readonly Message[];
};

/**
 * Decodes lists of messages, which in JSON attributes are text.
 *
 * In a trace each list repeats an earlier one and adds to its end. Only what was added is decoded; the rest are the
 * same objects again, so a session takes as much memory as it has messages, not their square.
 */
export class MessageLists {
  readonly #drops: DropList;
  readonly #known = new Map<string, Known[]>();
  #characters = 0;

  constructor(drops: DropList) {
    this.#drops = drops;
  }

  /** The messages of a list that is JSON text; `undefined` where it is none, which then is in `drops`. */
  decode(
    text: string,
    readItem: ReadItem,
    { traceId, place }: ListOrigin,
  ): readonly Message[] | undefined {
    const earlier = this.#known.get(traceId)?.find((known) => isLonger(text, known));
    const items = parseList(earlier === undefined ? text : `[${text.slice(earlier.text.length)}`);
    // Nothing behind the comma: the text is cut, or no JSON.
    if (items === undefined || (earlier !== undefined && items.length === 0)) {
      this.#drops.add(place(), "messages that are no JSON list");
      return undefined;
    }
    const fresh = items.flatMap((item) => readItem(item, place(), this.#drops));
    const messages = earlier === undefined ? fresh : [...earlier.messages, ...fresh];
    this.#remember(
      traceId,
      { text, items: items.length + (earlier?.items ?? 0), messages },
      earlier,
    );
    return messages;
  }

  /** The same messages; those that an earlier list of the trace has in the same place are its objects. */
  share(messages: readonly Message[], traceId: string): readonly Message[] {
    const [first] = messages;
    if (first === undefined) return messages;
    const earlier = this.#known
      .get(traceId)
      ?.find((known) => known.messages[0] !== undefined && sameMessage(known.messages[0], first));
    let repeats = 0;
    if (earlier !== undefined) {
      for (const [index, message] of messages.entries()) {
        const other = earlier.messages[index];
        if (other === undefined || !sameMessage(other, message)) break;
        repeats += 1;
      }
    }
    const shared = [...(earlier?.messages.slice(0, repeats) ?? []), ...messages.slice(repeats)];
    this.#remember(traceId, { text: "", items: shared.length, messages: shared }, earlier);
    return shared;
  }

  #remember(traceId: string, list: Known, instead: Known | undefined): void {
    const lists = (this.#known.get(traceId) ?? []).filter((known) => known !== instead);
    lists.push(list);
    const gone = lists.length > mostLists ? lists.shift() : undefined;
    this.#characters += list.text.length - (instead?.text.length ?? 0) - (gone?.text.length ?? 0);
    this.#known.delete(traceId);
    this.#known.set(traceId, lists);
    for (const [oldest, old] of this.#known) {
      if (this.#known.size <= mostTraces && this.#characters <= mostCharacters) break;
      this.#known.delete(oldest);
      for (const { text } of old) this.#characters -= text.length;
    }
  }
}

/**
 * Whether a JSON list begins with all items of an earlier one and has more.
 *
 * The earlier text was parsed, so without its bracket it ends behind an item: what follows a comma there are further
 * items of the same list.
 */
function isLonger(text: string, { text: earlier, items }: Known): boolean {
  const end = earlier.length - 1;
  return (
    items > 0 &&
    text.length > earlier.length &&
    text.codePointAt(end) === 0x2c &&
    earlier.endsWith("]") &&
    text.startsWith(earlier.slice(0, end))
  );
}

function parseList(text: string): readonly unknown[] | undefined {
  try {
    const value = parseJsonText(text);
    return Array.isArray(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}
