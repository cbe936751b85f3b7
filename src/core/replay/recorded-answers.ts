import type { ToolRules } from "../dataset/tools-field.ts";
import { canonicalJson } from "../trace/canonical-json.ts";
import type { ToolRequest } from "../trace/session.ts";
import { compareArguments } from "./compare-arguments.ts";
import { type Candidate, describeGap } from "./describe-gap.ts";
import { type FoldedText, foldText } from "./folded-text.ts";
import type { RecordedAnswer, RecordedCall, RecordedTool, Recording } from "./recording.ts";

/** What the recording has for a call. */
export type FoundAnswer =
  | {
      readonly kind: "found";
      readonly answer: RecordedAnswer;
      readonly replay: "exact" | "approximate";
    }
  | { readonly kind: "gap"; readonly reason: string };

/**
 * Finds the recorded answer of each call of one session.
 *
 * In this order: the most alike of the recorded calls that match and have not been used; the answer that the identical
 * call got before; for a tool that only reads, the most alike of those that were used; for such a tool, its n-th
 * recorded call for its n-th call, which is `approximate`. A call that writes is answered by a match or not at all.
 */
export class RecordedAnswers {
  readonly #recording: Recording;
  readonly #rules: ToolRules;
  readonly #readOnly: ReadonlySet<string>;
  readonly #used = new Set<RecordedCall>();
  readonly #given = new Map<string, RecordedAnswer>();
  readonly #asked = new Map<string, number>();
  readonly #folded = new Map<string, FoldedText>();

  constructor(recording: Recording, rules: ToolRules) {
    this.#recording = recording;
    this.#rules = rules;
    this.#readOnly = new Set(rules.readOnly);
  }

  /** Answers the next call that reaches its tool. The arguments are JSON, at most 64 levels deep. */
  find(asked: ToolRequest): FoundAnswer {
    const number = (this.#asked.get(asked.name) ?? 0) + 1;
    this.#asked.set(asked.name, number);
    const tool = this.#recording.get(asked.name);
    const candidates = this.#candidates(asked, tool);
    const identical = `${asked.name}\n${canonicalJson({ of: asked.arguments ?? null })}`;
    const reads = this.#readOnly.has(asked.name);
    const match =
      mostAlike(candidates.filter(({ isUsed }) => !isUsed)) ??
      this.#given.get(identical) ??
      (reads ? mostAlike(candidates) : undefined);
    if (match !== undefined) {
      const isCall = "call" in match;
      if (isCall) this.#used.add(match.call);
      const answer = isCall ? match.call.answer : match;
      this.#given.set(identical, answer);
      return { kind: "found", answer, replay: "exact" };
    }
    const nth = reads ? tool?.calls[number - 1] : undefined;
    if (nth !== undefined) return { kind: "found", answer: nth.answer, replay: "approximate" };
    const reason = describeGap(asked, { tool, candidates, reads, recording: this.#recording });
    return { kind: "gap", reason };
  }

  #candidates(asked: ToolRequest, tool: RecordedTool | undefined): readonly Candidate[] {
    const match = Object.hasOwn(this.#rules.match, asked.name)
      ? (this.#rules.match[asked.name] ?? {})
      : {};
    const rules = { match, fold: (text: string) => this.#fold(text) };
    return (tool?.calls ?? []).flatMap((call) => {
      // Arguments that nobody captured match nothing: only its number speaks for such a call.
      if (call.arguments === undefined) return [];
      const comparison = compareArguments(call.arguments, asked.arguments ?? {}, rules);
      return { call, comparison, isUsed: this.#used.has(call) };
    });
  }

  #fold(text: string): FoldedText {
    const known = this.#folded.get(text);
    if (known !== undefined) return known;
    const folded = foldText(text);
    this.#folded.set(text, folded);
    return folded;
  }
}

/** The first of the nearest among those that match. */
function mostAlike(candidates: readonly Candidate[]): Candidate | undefined {
  let best: Candidate | undefined;
  for (const candidate of candidates) {
    const { isMatch, score } = candidate.comparison;
    if (isMatch && (best === undefined || score > best.comparison.score)) best = candidate;
  }
  return best;
}
