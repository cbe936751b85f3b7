import type { ModelUser } from "../../dataset/dataset.ts";
import { extractFacts } from "../../facts/extract-facts.ts";
import type { Fact } from "../../facts/fact.ts";
import { supportIndex } from "../../facts/support-index.ts";
import type { Turn } from "../../trace/session.ts";
import { plainWords } from "./plain-words.ts";

/** A fact that the persona knows, and the words by which it is known. */
type Known = {
  readonly fact: Fact;
  /** The word nearest before it, or behind it where none is: `order` of `order 4471`. */
  readonly head: string;
  /** All words of its item that name something. */
  readonly names: ReadonlySet<string>;
};

/** May stand between a name and its value: `my order number is 4471`. */
const fillers = new Set(
  "number no nr id code is was the a an of its it on at for from by with called numbered und ist".split(
    " ",
  ),
);
/** Where the sentence speaks of another thing, or takes the value back. */
const otherThing =
  /\b(?:another|other|second|third|different|else|instead|previous|earlier|not|also)\b/i;
/** How many words around a value are looked at. */
const near = 8;
/** How many characters around it they are looked for in. */
const farthest = 300;

/**
 * Which known fact a message gives another value for, as `order 4417, known as order 4471`; `undefined` where none.
 *
 * Only a value that nobody has named contradicts: what the agent said, what stands in the goal and what the user said
 * before may be repeated, and a user may have another order.
 */
export function contradictsFacts(
  message: string,
  { user, turns }: { readonly user: ModelUser; readonly turns: readonly Turn[] },
): string | undefined {
  const known = user.persona.knows.flatMap(knownFacts);
  if (known.length === 0) return undefined;
  const heard = supportIndex(
    [
      user.goal,
      user.opening ?? "",
      ...user.persona.knows,
      ...turns.flatMap((turn) => [turn.user, turn.reply ?? ""]),
    ].map((text) => ({ kind: "user", text })),
  );
  for (const said of extractFacts(message)) {
    if (heard.find(said) !== undefined) continue;
    const around = surroundings(message, said);
    if (otherThing.test(around.sentence)) continue;
    const other = known.find(
      ({ fact, ...naming }) => isComparable(fact, said) && isNamed(around, naming),
    );
    if (other !== undefined) {
      return `${other.head} ${said.text}, known as ${other.fact.text}`;
    }
  }
  return undefined;
}

function knownFacts(item: string): readonly Known[] {
  const facts = extractFacts(item);
  return facts.flatMap((fact) => {
    const before = namesIn(item.slice(0, fact.start));
    const after = namesIn(item.slice(fact.end));
    const head = before.at(-1) ?? after[0];
    if (head === undefined) return [];
    return [{ fact, head, names: new Set([...before, ...after]) }];
  });
}

function namesIn(text: string): readonly string[] {
  return plainWords(text)
    .filter((word) => word.length > 2 && !fillers.has(word))
    .map(singular);
}

/** Whether two facts can be values of one thing: ids with ids, days with days, long numbers with long numbers. */
function isComparable(known: Fact, said: Fact): boolean {
  const [a, b] = [kindOf(known), kindOf(said)];
  if (a !== b) return false;
  return JSON.stringify(known.unit ?? null) === JSON.stringify(said.unit ?? null);
}

function kindOf({ kind, text }: Fact): string {
  if (kind !== "id" && kind !== "number") return kind;
  return text.replaceAll(/[^\p{L}\p{N}]/gu, "").length > 2 ? "name" : "count";
}

type Surroundings = {
  readonly sentence: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
};

function surroundings(message: string, { start, end }: Fact): Surroundings {
  const left = message.slice(Math.max(0, start - farthest), start);
  const right = message.slice(end, end + farthest);
  // A point between digits ends no sentence, and there is white space behind one that does.
  const from = Math.max(...["\n", ". ", "! ", "? ", "; "].map((mark) => left.lastIndexOf(mark)));
  const ends = ["\n", ". ", "! ", "? ", "; "].map((mark) => right.indexOf(mark));
  const to = Math.min(...ends.map((place) => (place === -1 ? right.length : place)));
  const [before, after] = [left.slice(from + 1), right.slice(0, to)];
  return {
    sentence: `${before}\u0000${after}`,
    before: plainWords(before).slice(-near),
    after: plainWords(after).slice(0, near),
  };
}

/** Whether the words around a value say that it is this thing's. */
function isNamed(
  { before, after }: Surroundings,
  { head, names }: Pick<Known, "head" | "names">,
): boolean {
  const last = before.findLast((word) => !fillers.has(word));
  if (last !== undefined && singular(last) === head) return true;
  const next = after[0];
  if (next !== undefined && singular(next) === head) return true;
  const said = new Set([...before, ...after].map(singular));
  return [...names].filter((name) => said.has(name)).length >= 2;
}

function singular(word: string): string {
  return word.length > 3 ? word.replace(/s$/, "") : word;
}
