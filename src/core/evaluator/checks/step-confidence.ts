import { extractFacts } from "../../facts/extract-facts.ts";
import type { FactKind } from "../../facts/fact.ts";
import { unsupportedFacts } from "../../facts/unsupported-facts.ts";
import { describeStep } from "../../trace/describe-step.ts";
import type { JsonValue } from "../../trace/json.ts";
import type { Session, Step, StepRef } from "../../trace/session.ts";
import { stepId } from "../../trace/session.ts";
import type { Evidence } from "../verdict.ts";
import type { CompileCheck } from "./check.ts";
import { at, failed, ready, unscored } from "./check.ts";
import { nameFacts, sessionSources } from "./session-sources.ts";

type Point = {
  readonly ref: StepRef;
  /** Supported facts among those of the step, from 0 to 1. */
  readonly confidence: number;
  readonly what: string;
  /** The call before it whose answer is not known, where one may hold what is missing. */
  readonly unknown?: string;
};

/**
 * `step-confidence`: the share of each step's facts that what came before supports, so that drift shows where it begins.
 *
 * A step's facts are those of the text that a model wrote, or of the arguments that a tool was given. A step that
 * states none has no confidence. The score is the lowest.
 */
export const stepConfidence: CompileCheck<"step-confidence"> = ({ min, kinds }) =>
  ready((session) => {
    const points = pointsOf(session, kinds);
    if (points.length === 0) {
      return unscored("No step states a fact, so that there is nothing to be confident of.");
    }
    const curve = `Confidence by step: ${curveOf(points)}.`;
    const score = Math.min(...points.map(({ confidence }) => confidence));
    const low = points.filter(({ confidence }) => confidence < min);
    const [first] = low;
    if (first === undefined) return { result: "pass", score, explanation: curve };
    if (first.unknown !== undefined) {
      return unscored(
        `The result of \`${first.unknown}\` was not captured, and it may support step ${stepId(first.ref)}. ${curve}`,
      );
    }
    const answer = failed(
      `Step ${stepId(first.ref)} states more than what came before supports: ${percent(first.confidence)}, below ${percent(min)}. ${curve}`,
      low.map(({ ref, what }): Evidence => at(ref, what)),
    );
    return { ...answer, score };
  });

function pointsOf(session: Session, kinds: readonly FactKind[] | undefined): readonly Point[] {
  const sources = sessionSources(session);
  const points: Point[] = [];
  for (const [turnIndex, turn] of session.turns.entries()) {
    sources.read({ user: turn.user, steps: [] });
    for (const [stepIndex, step] of turn.steps.entries()) {
      const ref = { turn: turnIndex + 1, step: stepIndex + 1 };
      const texts = textsOf(step);
      const isAsked = ({ kind }: { readonly kind: FactKind }): boolean =>
        kinds?.includes(kind) ?? true;
      const count = texts.reduce((sum, text) => sum + extractFacts(text).filter(isAsked).length, 0);
      if (count > 0) {
        const missing = texts
          .flatMap((text) => unsupportedFacts(text, sources.index))
          .filter(isAsked);
        const unknown = sources.unknown();
        const said = missing.length === 0 ? "" : `: nothing supports ${nameFacts(missing)}`;
        points.push({
          ref,
          // Not 1 minus the share that is missing: 1 of 10 is to be no less than 0.1.
          confidence: (count - missing.length) / count,
          what: `${describeStep(step)}${said}`,
          ...(unknown !== undefined && { unknown }),
        });
      }
      sources.read({ user: "", steps: [step] });
    }
  }
  return points;
}

function textsOf(step: Step): readonly string[] {
  if (step.kind === "model") return step.text === undefined ? [] : [step.text];
  if (step.arguments === undefined) return [];
  return leafTexts(step.arguments);
}

/** The texts and numbers of arguments; the lengths and totals that a list also states are not the agent's words. */
function leafTexts(value: JsonValue): readonly string[] {
  if (typeof value !== "object" || value === null) {
    return typeof value === "boolean" || value === null ? [] : [String(value)];
  }
  return Object.values(value).flatMap(leafTexts);
}

const maxPoints = 40;

function curveOf(points: readonly Point[]): string {
  const shown = points
    .slice(0, maxPoints)
    .map(({ ref, confidence }) => `${stepId(ref)} ${percent(confidence)}`);
  return `${shown.join(", ")}${points.length > maxPoints ? ", …" : ""}`;
}

/** Downwards, so that what lies below a limit does not read like it. */
function percent(share: number): string {
  return `${Math.floor(share * 100 + 1e-9)} %`;
}
