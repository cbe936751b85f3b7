import { parseJsonText } from "../../json.ts";
import { RecentMap } from "../../recent-map.ts";
import { sameMessage } from "../../same-message.ts";
import type { Message } from "../../span.ts";
import type { TextMark, TextOrigin } from "../grown-text.ts";
import type { DropList, Place } from "../imported.ts";

/** Reads one item of a list of messages; several messages where one holds as many, none where it could not be read. */
export type ReadItem = (item: unknown, place: Place, drops: DropList) => readonly Message[];

/** Whose list it is (a session's, else a trace's), and where it stands. */
export type ListOrigin = {
  readonly talk: string;
  readonly place: Place;
  /** Of which earlier text it is known that the list repeats it. */
  readonly origin?: TextOrigin | undefined;
};

/** How many lists of one talk are remembered: its agent's and those of some sub-agents. */
const mostLists = 4;
/** How many talks are, and how much of their text before the oldest are let go. */
const mostTalks = 64;
const mostCharacters = 1_000_000;

type Known = {
  /** "" for a list that was no text. */
  readonly text: string;
  readonly mark?: TextMark | undefined;
  readonly items: number;
  readonly messages: readonly Message[];
};

/**
 * Decodes lists of messages, which in JSON attributes are text.
 *
 * In a talk each list repeats an earlier one and adds to its end. Only what was added is decoded; the rest are the
 * same objects again, so a session takes as much memory as it has messages, not their square.
 */
export class MessageLists {
  readonly #drops: DropList;
  readonly #known = new RecentMap<string, readonly Known[]>(mostTalks);
  #characters = 0;
  /** How much text was recognised as a repetition so far, in characters. */
  repeated = 0;

  constructor(drops: DropList) {
    this.#drops = drops;
  }

  /** The messages of a list that is JSON text; `undefined` where it is none, which then is in `drops`. */
  decode(
    text: string,
    readItem: ReadItem,
    { talk, place, origin }: ListOrigin,
  ): readonly Message[] | undefined {
    const grown = origin?.grown;
    const earlier = this.#of(talk).find((known) =>
      known.mark !== undefined && known.mark === grown?.from
        ? known.items > 0
        : isLonger(text, known),
    );
    const isTold = earlier?.mark !== undefined && earlier.mark === grown?.from;
    const told = isTold ? grown?.items : earlier && `[${text.slice(earlier.text.length)}`;
    const items = parseList(told ?? text);
    // Nothing behind the comma: the text is cut off, or no JSON.
    if (items === undefined || (earlier !== undefined && items.length === 0)) {
      this.#drops.add(place, "messages that are no JSON list");
      return undefined;
    }
    const fresh = items.flatMap((item) => readItem(item, place, this.#drops));
    this.repeated += earlier?.text.length ?? 0;
    const messages =
      earlier === undefined ? this.#withKnown(fresh, talk) : earlier.messages.concat(fresh);
    const count = items.length + (earlier?.items ?? 0);
    this.#remember(talk, { text, mark: origin?.mark, items: count, messages }, earlier);
    return messages;
  }

  /** Lets go of the lists of a session or a trace that is over. */
  forget(talk: string): void {
    const lists = this.#of(talk);
    if (lists.length === 0) return;
    for (const { text } of lists) this.#characters -= text.length;
    this.#known.set(talk, []);
  }

  /** The same for a list that nobody repeats, such as what a model answered. */
  read(text: string, readItem: ReadItem, place: Place): readonly Message[] | undefined {
    const items = parseList(text);
    if (items === undefined) this.#drops.add(place, "messages that are no JSON list");
    return items?.flatMap((item) => readItem(item, place, this.#drops));
  }

  /** The same messages; those that an earlier list of the talk has in the same place are its objects. */
  share(messages: readonly Message[], talk: string): readonly Message[] {
    const shared = this.#withKnown(messages, talk);
    const instead = this.#of(talk).find((known) => known.messages[0] === shared[0]);
    this.#remember(talk, { text: "", items: shared.length, messages: shared }, instead);
    return shared;
  }

  #withKnown(messages: readonly Message[], talk: string): readonly Message[] {
    const [first] = messages;
    if (first === undefined) return messages;
    const earlier = this.#of(talk).findLast(
      ({ messages: [known] }) => known !== undefined && sameMessage(known, first),
    );
    if (earlier === undefined) return messages;
    const known = messages.findIndex((message, index) => {
      const other = earlier.messages[index];
      return other === undefined || !sameMessage(other, message);
    });
    const repeats = known === -1 ? messages.length : known;
    for (const { text } of messages.slice(0, repeats)) this.repeated += text?.length ?? 0;
    return [...earlier.messages.slice(0, repeats), ...messages.slice(repeats)];
  }

  #of(talk: string): readonly Known[] {
    return this.#known.get(talk) ?? [];
  }

  #remember(talk: string, list: Known, instead: Known | undefined): void {
    const before = this.#of(talk);
    const lists = before.length === 0 ? [] : before.filter((known) => known !== instead);
    lists.push(list);
    if (lists.length > mostLists) lists.shift();
    this.#known.set(talk, lists);
    this.#characters += list.text.length - (instead?.text.length ?? 0);
    if (this.#characters <= mostCharacters) return;
    this.#characters = 0;
    this.#known.forgetOlder();
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
    // Twice as fast as `startsWith`, which compares one character after the other.
    text.slice(0, end) === earlier.slice(0, end)
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
