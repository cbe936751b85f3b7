import type { Evidence } from "../evaluator/verdict.ts";

/** The ways in which a step can be the one that broke a session. */
export const blameKinds = [
  "tool-output-wrong",
  "invented",
  "contradicted",
  "asserted-after-empty",
  "wrong-argument",
  "wrong-tool",
  "unexpected-write",
  "missing-write",
  "loop",
  "malformed-result",
  "schema-error",
  "tool-error",
  "evaluator-evidence",
] as const;
export type BlameKind = (typeof blameKinds)[number];

/**
 * How much a claim rests on: a wrong fact that was followed to where it came in, a difference from a run that is known
 * to be right, or no more than a pattern. Ordered, the strongest first.
 */
export const blameTiers = ["exact-fact", "reference-diff", "suspected"] as const;
export type BlameTier = (typeof blameTiers)[number];

/** Where a session broke; both from 1. Without a step it is the reply of the turn, of which no model call was captured. */
export type BlamedPlace = { readonly turn: number; readonly step?: number };

/** One claim "this step first made the session fail". */
export type Suspicion = {
  readonly at: BlamedPlace;
  readonly kind: BlameKind;
  readonly tier: BlameTier;
  /** What stands at the place, in one line, such as `search_policies → 0 documents`. Untrusted text. */
  readonly what: string;
  /** Why this place, in a sentence. Holds untrusted text. */
  readonly why: string;
  readonly evidence: readonly Evidence[];
};

/** One stop of a fact on its way through a session. */
export type FactStop = {
  readonly at: BlamedPlace;
  readonly role: FactRole;
  /** The words or the value around the fact. Untrusted text. */
  readonly what: string;
};

/** Who states a fact at a place. */
export const factRoles = ["user", "policy", "tool-result", "argument", "said", "reply"] as const;
export type FactRole = (typeof factRoles)[number];

/** A fact's way from where it came in to where it was seen, in the order of the story. */
export type FactPath = { readonly fact: string; readonly stops: readonly FactStop[] };

/** The step that is blamed first, and what else it may have been. */
export type Blame = Suspicion & {
  /** At most three, at other places, the likeliest first. */
  readonly alternatives: readonly Suspicion[];
  /** The way of the corrupting fact; absent where no fact is blamed. */
  readonly path?: FactPath;
};
