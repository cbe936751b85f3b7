import { type AxisWeights, type FailureSignature, failureEvents } from "./failure-signature.ts";
import { stemsOf, termsOf, toolTerms } from "./terms.ts";
import { cosineDistance, TermVectors } from "./tf-idf.ts";

/** A signature in the form in which distances are quick. */
export type Point = {
  readonly text: ReadonlyMap<number, number>;
  readonly tools: ReadonlyMap<number, number>;
  readonly events: number;
  readonly marks: ReadonlySet<string>;
  readonly version: ReadonlySet<string>;
  readonly prompt: ReadonlySet<string>;
  /** Points of one kind differ in their text alone; −1 for a point that the space was not made from. */
  readonly kind: number;
};

/** Some points of a space, as far as the mean distance to them needs them. */
export type Centre = {
  readonly text: ReadonlyMap<number, number>;
  /** The share of points without any text, which are at distance 0 from others without. */
  readonly textless: number;
  readonly kinds: readonly { readonly like: Point; readonly share: number }[];
};

/** More kinds than this, and their distances are measured pair by pair. */
const mostKinds = 2000;

/** Measures how far failing sessions are from one another; terms are weighed by the sessions that it was made from. */
export class SignatureSpace {
  readonly points: readonly Point[];
  readonly #text: TermVectors;
  readonly #tools: TermVectors;
  readonly #weights: AxisWeights;
  readonly #total: number;
  /** Distances of all kinds but for their text, weighted; NaN where not measured yet. */
  readonly #apart: Float64Array;
  readonly #kinds: number;
  readonly #kindOf: ReadonlyMap<string, number>;

  constructor(signatures: readonly FailureSignature[], weights: AxisWeights) {
    this.#weights = weights;
    this.#total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
    this.#text = new TermVectors(signatures.map(textTerms));
    this.#tools = new TermVectors(signatures.map(({ tools }) => toolTerms(tools)));
    const kinds = new Map<string, number>();
    this.points = signatures.map((signature, index) => {
      const key = kindOf(signature);
      const kind = kinds.get(key) ?? kinds.size;
      kinds.set(key, kind);
      const rows = [this.#text.rows[index] ?? noTerms, this.#tools.rows[index] ?? noTerms] as const;
      return pointOf(signature, rows, kind);
    });
    this.#kindOf = kinds;
    this.#kinds = kinds.size <= mostKinds ? kinds.size : 0;
    this.#apart = new Float64Array(this.#kinds * this.#kinds).fill(Number.NaN);
  }

  /** A session that the space was not made from. */
  place(signature: FailureSignature): Point {
    const text = this.#text.rowOf(textTerms(signature));
    const tools = this.#tools.rowOf(toolTerms(signature.tools));
    return pointOf(signature, [text, tools], this.#kindOf.get(kindOf(signature)) ?? -1);
  }

  /** The points at these places, none of which may be missing. */
  centreOf(places: readonly number[]): Centre {
    const members = places
      .map((place) => this.points[place])
      .filter((point) => point !== undefined);
    const text = new Map<number, number>();
    for (const point of members)
      for (const [id, weight] of point.text)
        text.set(id, (text.get(id) ?? 0) + weight / members.length);
    const kinds = Map.groupBy(members, ({ kind }) => kind);
    return {
      text,
      textless: members.filter((point) => point.text.size === 0).length / members.length,
      kinds: [...kinds.values()].flatMap((alike) =>
        alike[0] === undefined ? [] : [{ like: alike[0], share: alike.length / members.length }],
      ),
    };
  }

  /** The mean of the distances from a point to the points of a centre. */
  meanDistance(point: Point, { text, textless, kinds }: Centre): number {
    let dot = point.text.size === 0 ? textless : 0;
    for (const [id, weight] of point.text) dot += weight * (text.get(id) ?? 0);
    let sum = this.#weights.text * (1 - dot);
    for (const { like, share } of kinds) sum += share * this.#apartFromText(point, like);
    return sum / this.#total;
  }

  /** In [0, 1]: the weighted mean of the distances on each axis; an axis of weight 0 is not looked at. */
  distance(a: Point, b: Point): number {
    const { text } = this.#weights;
    const ofText = text > 0 ? text * cosineDistance(a.text, b.text) : 0;
    return (ofText + this.#apartFromText(a, b)) / this.#total;
  }

  /** All distances i < j, row by row. The dot products of texts are summed term by term, over the rows that share one. */
  allDistances(): Float32Array {
    const { points } = this;
    const count = points.length;
    const distances = new Float32Array((count * (count - 1)) / 2);
    const dots = new Float64Array(count);
    const { text } = this.#weights;
    const rowsWith = text > 0 ? this.#text.rowsByTerm() : [];
    let place = 0;
    for (const [i, a] of points.entries()) {
      dots.fill(0);
      if (text > 0) {
        for (const [term, weight] of a.text) {
          for (const { row, weight: other } of rowsWith[term] ?? [])
            if (row > i) dots[row] = (dots[row] ?? 0) + weight * other;
        }
      }
      for (let j = i + 1; j < count; j++) {
        const b = points[j];
        if (b === undefined) continue;
        const isEmpty = a.text.size === 0 && b.text.size === 0;
        const ofText = isEmpty ? 0 : text * Math.max(0, 1 - (dots[j] ?? 0));
        distances[place] = (ofText + this.#apartFromText(a, b)) / this.#total;
        place += 1;
      }
    }
    return distances;
  }

  #apartFromText(a: Point, b: Point): number {
    const isKnown = this.#kinds > 0 && a.kind >= 0 && b.kind >= 0;
    const place = a.kind * this.#kinds + b.kind;
    const known = isKnown ? (this.#apart[place] ?? Number.NaN) : Number.NaN;
    if (!Number.isNaN(known)) return known;
    const { tools, events, dimensions, version, prompt } = this.#weights;
    let sum = 0;
    if (tools > 0) sum += tools * cosineDistance(a.tools, b.tools);
    if (events > 0) sum += (events * bits(a.events ^ b.events)) / failureEvents.length;
    if (dimensions > 0) sum += dimensions * jaccardDistance(a.marks, b.marks);
    if (version > 0) sum += version * jaccardDistance(a.version, b.version);
    if (prompt > 0) sum += prompt * jaccardDistance(a.prompt, b.prompt);
    if (isKnown) this.#apart[place] = sum;
    return sum;
  }
}

/** The same for signatures that differ in nothing but text, input and id. */
function kindOf({
  tools,
  events,
  dimensions,
  marks,
  version,
  promptStructure,
}: FailureSignature): string {
  return JSON.stringify([tools, events, dimensions, marks, version, promptStructure]);
}

const noTerms: ReadonlyMap<number, number> = new Map();

function textTerms({ text, input }: FailureSignature): readonly string[] {
  return termsOf(text, stemsOf(input)).map(({ stem }) => stem);
}

function pointOf(
  signature: FailureSignature,
  [text, tools]: readonly [Point["text"], Point["tools"]],
  kind: number,
): Point {
  return {
    text,
    tools,
    kind,
    events: failureEvents.reduce(
      (mask, event, bit) => (signature.events.includes(event) ? mask | (1 << bit) : mask),
      0,
    ),
    marks: new Set([
      ...signature.dimensions.map((dimension) => `dimension ${dimension}`),
      ...signature.marks,
    ]),
    version: new Set(signature.version),
    prompt: new Set(signature.promptStructure),
  };
}

function bits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** 1 − |A ∩ B| / |A ∪ B|; two empty sets are alike. */
function jaccardDistance(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 && b.size === 0) return 0;
  const both = a.intersection(b).size;
  return 1 - both / (a.size + b.size - both);
}
