import { extractFacts } from "../facts/extract-facts.ts";
import type { Fact, FactKind } from "../facts/fact.ts";
import type { JsonValue } from "../trace/json.ts";

/** The kinds of facts that blame follows: those that are calculated with, and texts that are only found again. */
export type StatedKind = FactKind | "url" | "quote" | "name" | "value";

/** A fact as one piece of a session states it. */
export type StatedFact = {
  readonly kind: StatedKind;
  /** As it stands there. */
  readonly text: string;
  /** Where it stands in the piece's text; 0 in a value. */
  readonly start: number;
  /** The key that it stands under, where it is a leaf of a value, such as `order_id`. */
  readonly key?: string;
  /** What `core/facts` read, for the four kinds that it knows. */
  readonly fact?: Fact;
};

const url = /https?:\/\/[^\s"'<>)\]]{1,500}/g;
const quoted = /[“"]([^“”"\n]{8,200})[”"]/g;
/** Two or three words with a capital each, as people's names are written. */
const fullName = /\p{Lu}\p{Ll}{1,20}(?: \p{Lu}\p{Ll}{1,20}){1,2}/gu;
const mostFacts = 2000;
const longestValue = 80;

/** The facts that a text states, in its order. */
export function factsOfText(text: string): readonly StatedFact[] {
  const numbers = extractFacts(text).map(
    (fact): StatedFact => ({ kind: fact.kind, text: fact.text, start: fact.start, fact }),
  );
  return [
    ...numbers,
    ...matches(text, url, "url"),
    ...matches(text, quoted, "quote"),
    ...matches(text, fullName, "name").filter(({ start }) => !isSentenceStart(text, start)),
  ]
    .toSorted((a, b) => a.start - b.start)
    .slice(0, mostFacts);
}

function matches(text: string, pattern: RegExp, kind: StatedKind): readonly StatedFact[] {
  return [...text.matchAll(pattern)]
    .slice(0, mostFacts)
    .map((match) => ({ kind, text: (match[1] ?? match[0]).trim(), start: match.index }));
}

/** `Your Order` at the start of a sentence is no name. */
function isSentenceStart(text: string, start: number): boolean {
  return /(?:^|[.!?:\n*#-]\s*)$/.test(text.slice(Math.max(0, start - 4), start));
}

/** The facts of the leaves of a value, each with its key. Deep values do not recurse. */
export function factsOfValue(root: JsonValue): readonly StatedFact[] {
  if (typeof root === "string" && !isShort(root)) return factsOfText(root);
  return leavesWithKeys(root).flatMap(({ key, value }): readonly StatedFact[] => {
    const named = key === "" ? {} : { key };
    const text = String(value);
    const facts = extractFacts(text);
    const [only] = facts;
    // An id that is the whole leaf is that id; a sentence states what it states.
    if (facts.length > 0 && typeof value === "string" && !isShort(value))
      return factsOfText(value).map((fact) => ({ ...fact, ...named }));
    if (only !== undefined && only.start <= 1 && only.end === text.length)
      return [{ kind: only.kind, text, start: 0, fact: only, ...named }];
    if (facts.length > 0) return facts.map((fact) => ofFact(fact, named));
    if (typeof value !== "string" || text.trim().length < 3) return [];
    if (!isShort(text)) return factsOfText(text).map((fact) => ({ ...fact, ...named }));
    return [{ kind: "value", text, start: 0, ...named }];
  });
}

function ofFact(fact: Fact, named: { readonly key?: string }): StatedFact {
  return { kind: fact.kind, text: fact.text, start: fact.start, fact, ...named };
}

function isShort(text: string): boolean {
  return text.length <= longestValue;
}

/** A text or number of a value with the key that it stands under; in a list that of the list. */
export type Leaf = {
  readonly key: string;
  /** The way to it, as `orders[0].status`. */
  readonly path: string;
  readonly value: string | number | boolean;
};

/** All leaves of a value in their order, at most some thousands; `null` is none. */
export function leavesWithKeys(root: JsonValue): readonly Leaf[] {
  const leaves: Leaf[] = [];
  const open: { key: string; path: string; value: JsonValue }[] = [
    { key: "", path: "", value: root },
  ];
  for (let next = open.pop(); next !== undefined && leaves.length < mostLeaves; next = open.pop()) {
    const { key, path, value } = next;
    if (value === null) continue;
    if (typeof value !== "object") leaves.push({ key, path, value });
    else if (Array.isArray(value)) {
      for (const [index, child] of value.entries().toArray().toReversed())
        open.push({ key, path: `${path}[${index}]`, value: child });
    } else {
      for (const [name, child] of Object.entries(value).toReversed())
        open.push({ key: name, path: path === "" ? name : `${path}.${name}`, value: child });
    }
  }
  return leaves;
}

const mostLeaves = 5000;
