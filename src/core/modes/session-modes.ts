import { confidenceCurve } from "../blame/confidence-curve.ts";
import { isMalformed } from "../blame/patterns.ts";
import { leavesWithKeys } from "../blame/stated-facts.ts";
import { abstainsAfterEmptyResult } from "../evaluator/checks/abstention.ts";
import type { CompiledCheck } from "../evaluator/checks/check.ts";
import { noContradictedFact } from "../evaluator/checks/contradicted-facts.ts";
import { recoversFromToolFailure } from "../evaluator/checks/recovery.ts";
import { noRepeatedQuestion } from "../evaluator/checks/repeated-question.ts";
import type { Evidence, Verdict, VerdictAnswer } from "../evaluator/verdict.ts";
import { printable } from "../text/printable.ts";
import { describeStep } from "../trace/describe-step.ts";
import type { Session } from "../trace/session.ts";
import { stepId } from "../trace/session.ts";
import { toolStepsOf } from "../trace/steps.ts";
import { isRetrievalTool } from "../trace/tool-result.ts";
import type { ModeFinding } from "./mode-finding.ts";

const context = {
  turns: 100,
  engines: () => {
    throw new Error("These checks need no engines.");
  },
};

/**
 * The failure modes that one session shows by itself, each at most once, with what it was recognised by.
 *
 * Whether it passes and fails over runs is no matter of one session (`runModes`), nor whether cases like it are missing.
 */
export function sessionModes(
  session: Session,
  verdicts: readonly Verdict[] = [],
): readonly ModeFinding[] {
  return [
    stateCorruption(session),
    toolUse(session),
    errorPropagation(session),
    misjudged(session, verdicts),
  ].filter((finding) => finding !== undefined);
}

/** A fact with two values for one key, an argument against what was said before, a question that was answered. */
function stateCorruption(session: Session): ModeFinding | undefined {
  for (const check of stateChecks) {
    const finding = findingOf("state-corruption", answerOf(check, session));
    if (finding !== undefined) return finding;
  }
  return undefined;
}

const stateChecks = [noContradictedFact({}, context), noRepeatedQuestion({ max: 0 }, context)];
const recovery = recoversFromToolFailure({ maxRetries: 2, whenNothingFails: "pass" }, context);

/** An empty, malformed, failed or implausible result that the agent goes on from as if it were none. */
function toolUse(session: Session): ModeFinding | undefined {
  const tools = [...new Set([...toolStepsOf(session)].map(({ step }) => step.name))];
  const searches = tools.filter(isRetrievalTool);
  const empty =
    searches.length === 0
      ? undefined
      : answerOf(abstainsAfterEmptyResult({ tools: searches }, context), session);
  return (
    (empty && findingOf("tool-use", empty)) ??
    findingOf("tool-use", answerOf(recovery, session)) ??
    oddResult(session)
  );
}

/** Keys of values that are never below zero; an amount that is paid back is. */
const neverNegative = /(?:^|_)(?:price|quantity|qty|stock|age|weight|height|duration)s?(?:$|_)/i;
const share = /(?:^|_)(?:percent|percentage|probability)(?:$|_)/i;

/** A result that is cut off, or holds a value that cannot be, in a turn that is answered. */
function oddResult(session: Session): ModeFinding | undefined {
  for (const { ref, turn, step } of toolStepsOf(session)) {
    if (step.status !== "ok" || step.result === undefined || turn.reply === undefined) continue;
    const what = isMalformed(step.result) ? "cannot be read as data" : implausible(step.result);
    if (what === undefined) continue;
    return {
      mode: "tool-use",
      what: `The result of \`${printable(step.name, 60)}\` ${what}, and the agent answered all the same.`,
      evidence: [{ at: ref, what: describeStep(step) }],
    };
  }
  return undefined;
}

function implausible(result: Parameters<typeof leavesWithKeys>[0]): string | undefined {
  const odd = leavesWithKeys(result).find(({ key, value }) => {
    if (typeof value !== "number") return false;
    return (
      (neverNegative.test(key) && value < 0) || (share.test(key) && (value < 0 || value > 100))
    );
  });
  return odd && `holds \`${printable(odd.path, 80).replaceAll("`", "'")}\` of ${odd.value}`;
}

/** A step that nothing grounds, and later ones that rest on it. */
function errorPropagation(session: Session): ModeFinding | undefined {
  const { drop } = confidenceCurve(session);
  if (drop === undefined || drop.dependents.length === 0) return undefined;
  const last = drop.dependents.at(-1) ?? drop.at;
  return {
    mode: "error-propagation",
    what: `Support falls from ${percent(drop.from)} to ${percent(drop.confidence)} at ${placeName(drop.at)}, and ${drop.dependents.length === 1 ? "a later step rests" : `${drop.dependents.length} later steps rest`} on it.`,
    evidence: [
      { ...placed(drop.at), what: drop.what },
      { ...placed(last), what: `rests on it: ${placeName(last)}` },
    ],
  };
}

/** People say otherwise than those who judge: a human label against the verdicts or the marks of a model. */
function misjudged(session: Session, verdicts: readonly Verdict[]): ModeFinding | undefined {
  const human = (session.annotations ?? []).flatMap((one) => {
    const isGood = one.by === "human" ? asPass(one.value) : undefined;
    return isGood === undefined ? [] : [{ name: one.name, isGood }];
  });
  for (const { name, isGood } of human) {
    const judged = verdicts.find(
      ({ dimension, result }) => sameName(dimension, name) && result === (isGood ? "fail" : "pass"),
    );
    const marked = (session.annotations ?? []).find(
      (one) => one.by === "model" && sameName(one.name, name) && asPass(one.value) === !isGood,
    );
    if (judged === undefined && marked === undefined) continue;
    const by = judged?.evaluator ?? marked?.annotator ?? "the model";
    return {
      mode: "evaluation-misalignment",
      what: `A person called \`${printable(name, 60)}\` ${isGood ? "good" : "bad"}, and \`${printable(by, 60)}\` the reverse.`,
      evidence: [],
    };
  }
  return undefined;
}

function sameName(a: string, b: string): boolean {
  return foldName(a) === foldName(b);
}

function foldName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "");
}

/** What a mark means: scores in [0, 1] from one half, and the usual words; `undefined` of all else. */
function asPass(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return value < 0 || value > 1 ? undefined : value >= 0.5;
  if (typeof value !== "string") return undefined;
  const word = value.trim().toLowerCase();
  if (/^(?:pass(?:ed)?|good|correct|yes|true|factual|ok)$/.test(word)) return true;
  return /^(?:fail(?:ed)?|bad|incorrect|no|false|hallucinated|wrong)$/.test(word)
    ? false
    : undefined;
}

function answerOf(compiled: CompiledCheck, session: Session): VerdictAnswer {
  if (compiled.kind === "problem") throw new Error(compiled.problem.message);
  return compiled.check(session);
}

function findingOf(mode: ModeFinding["mode"], answer: VerdictAnswer): ModeFinding | undefined {
  if (answer.result !== "fail") return undefined;
  return { mode, what: answer.explanation ?? "", evidence: answer.evidence ?? [] };
}

function percent(part: number): string {
  return `${Math.round(part * 100)} %`;
}

function placeName({ turn, step }: { readonly turn: number; readonly step?: number }): string {
  return step === undefined ? `turn ${turn}` : `step ${stepId({ turn, step })}`;
}

function placed({
  turn,
  step,
}: {
  readonly turn: number;
  readonly step?: number;
}): Pick<Evidence, "at"> {
  return step === undefined ? {} : { at: { turn, step } };
}
