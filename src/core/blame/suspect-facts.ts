import { defaultHedges, failureHedges, hedgeTest } from "../evaluator/checks/hedges.ts";
import { cut, sentenceAround } from "../evaluator/checks/replies.ts";
import type { Evidence } from "../evaluator/verdict.ts";
import { isSameUnit } from "../facts/units.ts";
import { printable } from "../text/printable.ts";
import { describeStep } from "../trace/describe-step.ts";
import type { Session, ToolStep } from "../trace/session.ts";
import { placeId } from "../trace/session.ts";
import { isEmptyResult, isRetrievalTool } from "../trace/tool-result.ts";
import type { BlamedPlace } from "./blame.ts";
import type { Suspect } from "./contrast-results.ts";
import { type FactRow, FactTable, type ProvenFact, stemsAround, textOf } from "./fact-table.ts";
import { isOfAgent, orderOf } from "./spans.ts";
import { factsOfText, factsOfValue, type StatedFact } from "./stated-facts.ts";
import type { WeighedSuspicion } from "./weighed-suspicion.ts";

/** Facts that say something alone: a name or a short text is often the agent's own wording. */
const telling = new Set(["number", "date", "id", "amount", "url"]);

/**
 * What is blamed for the facts that the agent states and nothing supports: a search that found nothing, another value
 * that was known, or the step that made the fact up.
 */
export function suspectUnsupported({
  session,
  table,
  isSeen,
}: Suspect): readonly WeighedSuspicion[] {
  if (table.uncaptured !== undefined) return [];
  const loose = table.rows.flatMap((row) =>
    row.facts
      .filter(({ support, kind }) => support === "unsupported" && telling.has(kind))
      .map((fact) => ({ row, fact, isEvident: isSeen(fact) })),
  );
  const evident = loose.filter(({ isEvident }) => isEvident);
  const others = loose.filter(({ isEvident }) => !isEvident);
  return [...evident, ...others].slice(0, mostSuspected).map(({ row, fact, isEvident }) => ({
    ...suspicionAbout(fact, row, { session, table }),
    tier: isEvident ? "exact-fact" : "suspected",
    weight: isEvident ? 0.9 : row.role === "argument" ? 0.45 : 0.5,
  }));
}

/** The earliest of them are the ones that matter; each is held against all that was said before. */
const mostSuspected = 40;

type Context = { readonly session: Session; readonly table: FactTable };
type Untiered = Omit<WeighedSuspicion, "tier" | "weight">;

function suspicionAbout(fact: ProvenFact, row: FactRow, context: Context): Untiered {
  return (
    afterEmpty(fact, row, context) ??
    contradicted(fact, row, context) ??
    invented(fact, row, context)
  );
}

const admits = hedgeTest([...defaultHedges, ...failureHedges]);

/** The search of this turn that found nothing, where what the agent said does not admit it. */
function afterEmpty(fact: ProvenFact, row: FactRow, { session }: Context): Untiered | undefined {
  if (row.role === "argument" || typeof row.value !== "string" || admits(row.value))
    return undefined;
  const { steps = [] } = session.turns[row.at.turn - 1] ?? {};
  const before = steps.slice(0, row.at.step ?? steps.length);
  const index = before.findLastIndex(isEmptyHanded);
  const step = before[index];
  const isMadeGood = before
    .slice(index + 1)
    .some((one) => one.kind === "tool" && !isEmptyHanded(one));
  if (step === undefined || isMadeGood) return undefined;
  const at = { turn: row.at.turn, step: index + 1 };
  return {
    at,
    kind: "asserted-after-empty",
    what: describeStep(step),
    why: `It brought nothing, and the agent then stated “${printable(fact.text, 80)}”, which nothing supports.`,
    evidence: [{ at, what: describeStep(step) }, quoteOf(fact, row)],
    fact,
  };
}

function isEmptyHanded(step: { readonly kind: string }): boolean {
  return (
    isToolStep(step) &&
    (step.status === "error" || (isEmptyResult(step.result) && isRetrievalTool(step.name)))
  );
}

function isToolStep(step: { readonly kind: string }): step is ToolStep {
  return step.kind === "tool";
}

/** Words that two statements share before they are about the same. */
const leastShared = 2;

/** Another value for the same key, or in a sentence about the same, that somebody else stated before. */
function contradicted(fact: ProvenFact, row: FactRow, { table }: Context): Untiered | undefined {
  for (const source of table.rows.slice(0, row.number)) {
    if (isOfAgent(source)) continue;
    const other =
      fact.key === undefined ? sameSubject(fact, row, source) : sameKey(fact, fact.key, source);
    if (other === undefined) continue;
    const place = source.role === "tool-result" ? ` in step ${placeId(source.at)}` : "";
    const who = { user: "the user", policy: "the policy", "tool-result": `\`${source.tool}\`` }[
      source.role === "user" || source.role === "policy" ? source.role : "tool-result"
    ];
    return {
      at: row.at,
      kind: "contradicted",
      what: whatStands(row),
      why: `It states “${printable(fact.text, 80)}”, where ${who}${place} says “${printable(other.text, 80)}”.`,
      evidence: [quoteOf(fact, row), { ...placed(source.at), what: around(source, other) }],
      fact,
    };
  }
  return undefined;
}

function sameKey(fact: StatedFact, key: string, source: FactRow): StatedFact | undefined {
  const wanted = foldKey(key);
  if (typeof source.value === "string" || !/id|number|code|amount|date|price/.test(wanted))
    return undefined;
  return factsOfValue(source.value).find(
    (other) => other.kind === fact.kind && other.key !== undefined && foldKey(other.key) === wanted,
  );
}

function foldKey(key: string): string {
  return key
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, " ")
    .trim();
}

/** A fact of the same kind and unit, in words about the same. */
function sameSubject(fact: ProvenFact, row: FactRow, source: FactRow): StatedFact | undefined {
  const text = textOf(row.value);
  const about = stemsAround(text, fact.start, 80);
  const unit = fact.fact?.unit;
  if (unit === undefined && fact.kind !== "date") return undefined;
  const whole = wordsOf(textOf(source.value));
  return factsOfText(whole).find((other) => {
    const theirs = other.fact?.unit;
    if (other.kind !== fact.kind) return false;
    if (unit !== undefined && (theirs === undefined || !isSameUnit(unit, theirs))) return false;
    return stemsAround(whole, other.start, 80).intersection(about).size >= leastShared;
  });
}

/** Keys of JSON as words, so that `refund_window_days` is about a refund window. */
function wordsOf(text: string): string {
  return text.replaceAll("_", " ");
}

/** The first step in which the agent states it. */
function invented(fact: ProvenFact, row: FactRow, { table }: Context): Untiered {
  const first = table.rows.find((one) => isOfAgent(one) && table.states(one.number, fact)) ?? row;
  return {
    at: first.at,
    kind: "invented",
    what: whatStands(first),
    why: `It states “${printable(fact.text, 80)}”, which no tool result, user message or policy text before it holds.`,
    evidence: [quoteOf(fact, first)],
    fact,
  };
}

/**
 * What is blamed for facts that a tool brought and no right run knows: the step in which such a fact came in.
 *
 * `right` are the tables of runs that are known to be right. Without any, what the evaluator points at is followed all
 * the same, and no more is claimed than that it came in there.
 */
export function suspectForeign(
  { table, isSeen, session }: Suspect,
  right: readonly FactTable[],
): readonly WeighedSuspicion[] {
  const suspicions: WeighedSuspicion[] = [];
  const seen = new Set<string>();
  for (const row of table.rows) {
    for (const fact of row.facts) {
      const source = fact.from === undefined ? undefined : table.rows[fact.from];
      if (fact.support !== "tool-result" || source === undefined || !isSeen(fact)) continue;
      const id = `${fact.kind} ${fact.text}`;
      if (seen.has(id) || !isDistinct(fact) || right.some((other) => other.holds(fact))) continue;
      seen.add(id);
      const { turn, step } = source.at;
      const found = step === undefined ? undefined : session.turns[turn - 1]?.steps[step - 1];
      suspicions.push({
        at: source.at,
        kind: "tool-output-wrong",
        tier: right.length === 0 ? "suspected" : "exact-fact",
        weight: right.length === 0 ? 0.4 : 0.7,
        what: found === undefined ? whatStands(source) : describeStep(found),
        why: `“${printable(fact.text, 80)}” came in here${right.length === 0 ? "" : ", and no run that is right knows it"}.`,
        evidence: [{ ...placed(source.at), what: around(source, fact) }, quoteOf(fact, row)],
        fact,
      });
    }
  }
  return suspicions.toSorted((a, b) => orderOf(a.at) - orderOf(b.at));
}

/** Small counts are everywhere. */
function isDistinct({ kind, text }: StatedFact): boolean {
  if (kind === "number") return text.replaceAll(/\D/g, "").length >= 2;
  return telling.has(kind) || (kind === "value" && text.length >= 4);
}

function quoteOf(fact: StatedFact, row: FactRow): Evidence {
  if (row.role === "argument") return { ...placed(row.at), what: around(row, fact) };
  const text = textOf(row.value);
  const what = sentenceAround(text, fact.start, fact.start + fact.text.length);
  return { ...placed(row.at), what, quote: true };
}

function around(row: FactRow, fact: StatedFact): string {
  const text = textOf(row.value);
  const at = text.toLowerCase().indexOf(fact.text.toLowerCase());
  const name = row.tool === undefined ? "" : `${row.tool}: `;
  if (at < 0) return `${name}${cut(text, 160)}`;
  return `${name}${printable(text.slice(Math.max(0, at - 80), at + fact.text.length + 60), 160)}`;
}

function whatStands(row: FactRow): string {
  const said =
    row.role === "argument" ? `${row.tool} ${textOf(row.value)}` : `“${textOf(row.value)}”`;
  return printable(said, 160);
}

function placed({ turn, step }: BlamedPlace): Pick<Evidence, "at"> {
  return step === undefined ? {} : { at: { turn, step } };
}
