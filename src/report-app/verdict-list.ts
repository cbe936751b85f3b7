import type { EvidenceView, SessionView, VerdictView } from "../core/report/html/page-data.ts";
import { h, link } from "./dom.ts";
import { pill, words } from "./format.ts";

const tones = { pass: "good", fail: "bad", unscored: "muted" } as const;
const order = { fail: 0, unscored: 1, pass: 2 } as const;

/** The verdicts of a session, failures first; each piece of evidence leads to its step. */
export function verdictList(
  { verdicts }: SessionView,
  stepHash: (at: string) => string,
): HTMLElement {
  const sorted = verdicts.toSorted((a, b) => order[a.result] - order[b.result]);
  return h(
    "section",
    { class: "verdicts", "aria-label": "Verdicts" },
    h("h2", {}, "Verdicts"),
    h("ul", {}, ...sorted.map((verdict) => verdictElement(verdict, stepHash))),
  );
}

function verdictElement(verdict: VerdictView, stepHash: (at: string) => string): HTMLElement {
  const { result, dimension, evaluator, kind, explanation, evidence, score } = verdict;
  return h(
    "li",
    { class: `verdict-item ${result}` },
    h("p", { class: "verdict-head" }, pill(result, tones[result]), h("strong", {}, dimension)),
    explanation !== "" && h("p", { class: "explanation" }, ...words(explanation)),
    evidenceList(evidence, stepHash),
    h(
      "p",
      { class: "origin" },
      `${evaluator} · ${kind}${score === undefined ? "" : ` · score ${score}`}`,
    ),
  );
}

/** What a verdict rests on, each with a link to where it stands. */
export function evidenceList(
  evidence: readonly EvidenceView[],
  stepHash: (at: string) => string,
): HTMLElement | false {
  if (evidence.length === 0) return false;
  return h(
    "ol",
    { class: "evidence" },
    ...evidence.map(({ at, what, isQuote }) =>
      h(
        "li",
        {},
        at === undefined
          ? h("span", { class: "at" }, "reply")
          : link(stepHash(at), { class: "at", "aria-label": `step ${at}` }, at),
        isQuote === true ? h("q", {}, what) : h("span", {}, what),
      ),
    ),
  );
}
