import type { FailureEvent, FailureSignature } from "../../src/core/cluster/failure-signature.ts";

/** One way in which a made-up agent fails, as words, tools, events and dimensions. */
type Mode = {
  readonly name: string;
  readonly phrases: readonly string[];
  readonly tools: readonly (readonly string[])[];
  readonly events: readonly FailureEvent[];
  readonly dimension: string;
  readonly evaluator: string;
};

const modes: readonly Mode[] = [
  {
    name: "claims after an empty search",
    phrases: [
      "The policy search returned nothing, yet a window is asserted that no document supports.",
      "An unsupported claim follows an empty retrieval instead of an admission.",
      "It invents a rule although no article was found.",
    ],
    tools: [["search_policies"], ["search_policies", "search_policies"]],
    events: ["empty-retrieval"],
    dimension: "faithfulness",
    evaluator: "abstains@1",
  },
  {
    name: "loops on a lookup",
    phrases: [
      "The same lookup is repeated with identical arguments and never progresses.",
      "Endless repetition of one call until the budget is exhausted.",
      "It keeps retrying an identical request in a loop.",
    ],
    tools: [["lookup_order", "lookup_order", "lookup_order", "find_customer", "lookup_order"]],
    events: ["loop"],
    dimension: "tool-use",
    evaluator: "no-repeated-call@1",
  },
  {
    name: "ignores a tool error",
    phrases: [
      "The backend failed with an exception, and success is confirmed to the customer.",
      "A rejected write is reported as completed.",
      "The failed operation is swallowed and presented as done.",
    ],
    tools: [["lookup_order", "issue_refund"], ["issue_refund"]],
    events: ["tool-error"],
    dimension: "recovery",
    evaluator: "recovers@1",
  },
  {
    name: "mixes two orders up",
    phrases: [
      "The number given first is overwritten by a stale one from an earlier exchange.",
      "A corrected identifier is forgotten, the outdated value comes back.",
      "State contradicts what was established before.",
    ],
    tools: [
      ["lookup_order", "create_return"],
      ["lookup_order", "lookup_order", "create_return"],
    ],
    events: [],
    dimension: "state",
    evaluator: "consistent-state@1",
  },
  {
    name: "refuses what is allowed",
    phrases: [
      "It declines a permitted request and hands over without need.",
      "Unnecessary refusal: the rules grant this explicitly.",
      "An eligible wish is turned down.",
    ],
    tools: [[], ["search_policies"]],
    events: [],
    dimension: "task-success",
    evaluator: "completes@1",
  },
  {
    name: "is rude",
    phrases: [
      "The wording is curt, sarcastic and blames the person.",
      "An impatient, condescending tone throughout.",
      "Hostile phrasing without any empathy or apology.",
    ],
    tools: [[], ["find_customer"]],
    events: [],
    dimension: "tone",
    evaluator: "friendly@1",
  },
  {
    name: "times out in a long plan",
    phrases: [
      "The deadline passed while the plan was still expanding.",
      "No answer arrived in time: too many subtasks were scheduled.",
      "It ran out of time amid planning.",
    ],
    tools: [["make_plan", "find_customer", "make_plan", "search_policies", "make_plan"]],
    events: ["timeout"],
    dimension: "latency",
    evaluator: "latency@1",
  },
];

const topics = [
  "gift card balance voucher",
  "lost parcel courier tracking",
  "late fee invoice reminder",
  "engraved bell brass workshop",
  "damaged carafe glass handle",
  "lamp repair shade cable",
  "newsletter subscription mailbox",
  "loyalty points bonus tier",
  "delivery Norway customs duty",
  "candle scent wax allergy",
] as const;

/** A small generator of numbers in [0, 1) that a seed decides (mulberry32). */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A failure with the mode that it was made of. */
export type MadeFailure = { readonly mode: number; readonly signature: FailureSignature };

/**
 * Failures of seven modes over ten topics that have nothing to do with them; a share of `noise` of each axis is
 * taken from another mode.
 */
export function madeFailures(count: number, seed: number, noise = 0.1): readonly MadeFailure[] {
  const next = seededNumbers(seed);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)] ?? fail();
  return Array.from({ length: count }, (_, index) => {
    const mode = index % modes.length;
    const seenAs = (): Mode => (next() < noise ? pick(modes) : (modes[mode] ?? fail()));
    const topic = pick(topics);
    const [of, ofTools, ofEvents, ofDimension] = [seenAs(), seenAs(), seenAs(), seenAs()];
    return {
      mode,
      signature: {
        sessionId: `session-${String(index).padStart(6, "0")}`,
        text: `${pick(of.phrases)} ${topic}. ${next() < 0.3 ? pick(of.phrases) : ""}`,
        input: `Hello, about my ${topic}`,
        tools: pick(ofTools.tools),
        events: ofEvents.events,
        dimensions: [ofDimension.dimension],
        marks: [ofDimension.evaluator],
        version: [`prompt-${Math.floor(next() * 3)}`, "model-a"],
        promptStructure: [],
      },
    };
  });
}

function fail(): never {
  throw new Error("nothing to pick from");
}

function pairs(n: number): number {
  return (n * (n - 1)) / 2;
}

/** Agreement of two partitions, corrected for chance (Hubert and Arabie 1985): 1 is equal, 0 what chance gives. */
export function adjustedRand(a: readonly number[], b: readonly number[]): number {
  const sum = (keys: readonly string[]): number =>
    [...Map.groupBy(keys, (key) => key).values()].reduce((all, one) => all + pairs(one.length), 0);
  const both = sum(a.map((value, index) => `${value} ${b[index]}`));
  const [ofA, ofB] = [sum(a.map(String)), sum(b.map(String))];
  const expected = (ofA * ofB) / pairs(a.length);
  return (both - expected) / ((ofA + ofB) / 2 - expected);
}

function mostOfOneMode(modesOf: readonly number[]): number {
  return Math.max(
    0,
    ...[...Map.groupBy(modesOf, (mode) => mode).values()].map((one) => one.length),
  );
}

/** The share of items that are of their cluster's most frequent mode. */
export function purity(modesOf: readonly (readonly number[])[]): number {
  const all = modesOf.reduce((sum, of) => sum + of.length, 0);
  return modesOf.reduce((sum, of) => sum + mostOfOneMode(of), 0) / all;
}
