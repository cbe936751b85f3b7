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
  /** Stands for the words where a model made one; of length 1. */
  readonly vector?: Float32Array;
  /** Points of one kind differ in their text alone; −1 for a point that the space was not made from. */
  readonly kind: number;
};

/** Some points of a space, as far as the mean distance to them needs them. */
export type Centre = {
  /** The mean of the vectors of its points; absent where one of them has none. */
  readonly vector?: Float32Array;
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

  readonly #vectors: ReadonlyMap<string, Float32Array> | undefined;

  constructor(
    signatures: readonly FailureSignature[],
    weights: AxisWeights,
    vectors?: ReadonlyMap<string, Float32Array>,
  ) {
    this.#weights = weights;
    this.#vectors = vectors;
    this.#total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
    this.#text = new TermVectors(signatures.map(textTerms));
    this.#tools = new TermVectors(signatures.map(({ tools }) => toolTerms(tools)));
    const kinds = new Map<string, number>();
    this.points = signatures.map((signature, index) => {
      const key = kindOf(signature);
      const kind = kinds.get(key) ?? kinds.size;
      kinds.set(key, kind);
      const rows = [this.#text.rows[index] ?? noTerms, this.#tools.rows[index] ?? noTerms] as const;
      return this.#withVector(pointOf(signature, rows, kind), signature);
    });
    this.#kindOf = kinds;
    this.#kinds = kinds.size <= mostKinds ? kinds.size : 0;
    this.#apart = new Float64Array(this.#kinds * this.#kinds).fill(Number.NaN);
  }

  /** A session that the space was not made from. */
  place(signature: FailureSignature): Point {
    const text = this.#text.rowOf(textTerms(signature));
    const tools = this.#tools.rowOf(toolTerms(signature.tools));
    const kind = this.#kindOf.get(kindOf(signature)) ?? -1;
    return this.#withVector(pointOf(signature, [text, tools], kind), signature);
  }

  #withVector(point: Point, { sessionId }: FailureSignature): Point {
    const vector = this.#vectors?.get(sessionId);
    return vector === undefined ? point : { ...point, vector };
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
    const vector = meanVector(members.flatMap((point) => point.vector ?? []));
    return {
      ...(vector !== undefined && { vector }),
      text,
      textless: members.filter((point) => point.text.size === 0).length / members.length,
      kinds: [...kinds.values()].flatMap((alike) =>
        alike[0] === undefined ? [] : [{ like: alike[0], share: alike.length / members.length }],
      ),
    };
  }

  /** The mean of the distances from a point to the points of a centre. */
  meanDistance(point: Point, { text, textless, kinds, vector }: Centre): number {
    let dot = point.text.size === 0 ? textless : 0;
    if (point.vector !== undefined && vector !== undefined) dot = dotOf(point.vector, vector);
    else for (const [id, weight] of point.text) dot += weight * (text.get(id) ?? 0);
    let sum = this.#weights.text * (1 - dot);
    for (const { like, share } of kinds) sum += share * this.#apartFromText(point, like);
    return sum / this.#total;
  }

  /** In [0, 1]: the weighted mean of the distances on each axis; an axis of weight 0 is not looked at. */
  distance(a: Point, b: Point): number {
    const { text } = this.#weights;
    const ofText = text > 0 ? text * textDistance(a, b) : 0;
    return (ofText + this.#apartFromText(a, b)) / this.#total;
  }

  /** All distances i < j, row by row. The dot products of texts are summed term by term, over the rows that share one. */
  allDistances(): Float32Array {
    const { points } = this;
    const count = points.length;
    const distances = new Float32Array((count * (count - 1)) / 2);
    const dots = new Float64Array(count);
    const { text } = this.#weights;
    const isDense = this.#vectors !== undefined;
    const rowsWith = text > 0 && !isDense ? this.#text.rowsByTerm() : [];
    let place = 0;
    for (const [i, a] of points.entries()) {
      dots.fill(0);
      if (text > 0 && !isDense) {
        for (const [term, weight] of a.text) {
          for (const { row, weight: other } of rowsWith[term] ?? [])
            if (row > i) dots[row] = (dots[row] ?? 0) + weight * other;
        }
      }
      for (let j = i + 1; j < count; j++) {
        const b = points[j];
        if (b === undefined) continue;
        const isEmpty = a.text.size === 0 && b.text.size === 0;
        const ofWords = isEmpty ? 0 : Math.max(0, 1 - (dots[j] ?? 0));
        const ofText = text * (isDense ? textDistance(a, b) : ofWords);
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

/** By the vectors where both have one, else by the words. */
function textDistance(a: Point, b: Point): number {
  if (a.vector === undefined || b.vector === undefined) return cosineDistance(a.text, b.text);
  return Math.min(1, Math.max(0, 1 - dotOf(a.vector, b.vector)));
}

function dotOf(a: Float32Array, b: Float32Array): number {
  let dot = 0;
  for (let index = 0; index < a.length; index++) dot += (a[index] ?? 0) * (b[index] ?? 0);
  return dot;
}

function meanVector(vectors: readonly Float32Array[]): Float32Array | undefined {
  const [first] = vectors;
  if (first === undefined) return undefined;
  const mean = new Float32Array(first.length);
  for (const vector of vectors)
    for (let index = 0; index < mean.length; index++)
      mean[index] = (mean[index] ?? 0) + (vector[index] ?? 0) / vectors.length;
  return mean;
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
