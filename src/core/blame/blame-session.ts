import type { Verdict } from "../evaluator/verdict.ts";
import { printable } from "../text/printable.ts";
import { describeStep } from "../trace/describe-step.ts";
import type { Session } from "../trace/session.ts";
import { isEmptyResult, isRetrievalTool } from "../trace/tool-result.ts";
import { type Blame, type BlameKind, blameTiers, type Suspicion } from "./blame.ts";
import { contrastActions, type RightRuns } from "./contrast-actions.ts";
import { contrastResults, type Suspect } from "./contrast-results.ts";
import { FactTable } from "./fact-table.ts";
import { type CompileSchema, suspectPatterns } from "./patterns.ts";
import { orderOf } from "./spans.ts";
import { factsOfText, type StatedFact } from "./stated-facts.ts";
import { suspectForeign, suspectUnsupported } from "./suspect-facts.ts";
import type { WeighedSuspicion } from "./weighed-suspicion.ts";

export type BlameOptions = {
  /** What evaluators said of the session; their evidence says which facts are wrong. */
  readonly verdicts?: readonly Verdict[];
  /** A run of the same case that is known to be right. */
  readonly reference?: Session;
  /** Runs of the same case that passed; used where there is no reference. */
  readonly siblings?: readonly Session[];
  /** Holds arguments to the schemas of the agent's tool catalog; they are not looked at where it is left out. */
  readonly compileSchema?: CompileSchema;
};

const mostAlternatives = 3;

/**
 * The earliest step that seems to have made a session fail, with what speaks for it and what else it may have been.
 *
 * Wrong facts are followed to where they came in, actions are held against runs that are right, and only then do
 * patterns count. `undefined` where nothing speaks against any step. Two people agree on the exact step of a failed
 * session in one of three cases (AgentRx, arXiv 2602.02475), so that nothing here is certain.
 */
export function blameSession(session: Session, options: BlameOptions = {}): Blame | undefined {
  const { verdicts = [], reference, siblings = [], compileSchema } = options;
  const table = new FactTable(session);
  const suspect: Suspect = { session, table, isSeen: seenIn(verdicts) };
  const right: RightRuns =
    reference === undefined
      ? { kind: "siblings", sessions: siblings }
      : { kind: "reference", sessions: [reference] };
  const contrasted = contrastResults(suspect, right.sessions);
  const suspicions = [
    ...contrasted,
    ...(contrasted.length > 0
      ? []
      : suspectForeign(
          suspect,
          right.sessions.map((one) => new FactTable(one)),
        )),
    ...suspectUnsupported(suspect),
    ...contrastActions(session, right),
    ...suspectEvidence(session, verdicts),
    ...suspectPatterns(session, compileSchema),
  ];
  const [first, ...others] = ranked(suspicions);
  if (first === undefined) return undefined;
  return {
    ...withoutWeight(first),
    alternatives: others.slice(0, mostAlternatives).map(withoutWeight),
    ...(first.fact !== undefined && { path: table.pathOf(first.fact) }),
  };
}

/** The strongest tier first, then the greater weight, then the earlier place; each place once. */
function ranked(suspicions: readonly WeighedSuspicion[]): readonly WeighedSuspicion[] {
  const sorted = suspicions.toSorted(
    (a, b) =>
      blameTiers.indexOf(a.tier) - blameTiers.indexOf(b.tier) ||
      b.weight - a.weight ||
      orderOf(a.at) - orderOf(b.at),
  );
  const places = new Set<number>();
  return sorted.filter(({ at }) => {
    const place = orderOf(at);
    if (places.has(place)) return false;
    places.add(place);
    return true;
  });
}

function withoutWeight({ at, kind, tier, what, why, evidence }: WeighedSuspicion): Suspicion {
  return { at, kind, tier, what, why, evidence };
}

/** Whether the evidence of a failing verdict, or what its explanation quotes, states a fact. */
function seenIn(verdicts: readonly Verdict[]): (fact: StatedFact) => boolean {
  const texts = verdicts.flatMap((verdict) => {
    if (verdict.result !== "fail") return [];
    const { explanation = "", evidence = [] } = verdict;
    const quotes = [...explanation.matchAll(/[“"]([^”"]{1,200})[”"]/g)].map(
      ([, inner = ""]) => inner,
    );
    return [...quotes, ...evidence.map(({ what }) => what)];
  });
  const facts = texts.flatMap(factsOfText);
  const values = new Set(facts.flatMap(({ fact }) => fact?.values ?? []));
  const folded = texts.map((text) => text.toLowerCase());
  return ({ fact, text }) =>
    fact === undefined
      ? folded.some((one) => one.includes(text.toLowerCase()))
      : fact.values.some((value) => values.has(value));
}

/** What failing evaluators point at themselves. */
function suspectEvidence(
  session: Session,
  verdicts: readonly Verdict[],
): readonly WeighedSuspicion[] {
  return verdicts.flatMap((verdict): readonly WeighedSuspicion[] => {
    if (verdict.result !== "fail") return [];
    const { evidence = [], explanation = "" } = verdict;
    const places = evidence.flatMap(({ at }) => (at === undefined ? [] : [at]));
    const [at] = places.toSorted((a, b) => orderOf(a) - orderOf(b));
    const step = at && session.turns[at.turn - 1]?.steps[at.step - 1];
    if (at === undefined || step === undefined) return [];
    let kind: BlameKind = "evaluator-evidence";
    if (step.kind === "tool" && step.status === "error") kind = "tool-error";
    else if (step.kind === "tool" && isEmptyResult(step.result) && isRetrievalTool(step.name))
      kind = "asserted-after-empty";
    return [
      {
        at,
        kind,
        tier: "suspected",
        weight: 0.65,
        what: describeStep(step),
        why: `\`${verdict.evaluator}\` points here: ${printable(explanation, 300)}`,
        evidence,
      },
    ];
  });
}
