import type { TurnView, VerdictView } from "../core/report/html/page-data.ts";
import type { OpenSession } from "./blocks.ts";
import { h } from "./dom.ts";
import { jsonView } from "./json-view.ts";
import { proseView, stepElement } from "./step.ts";

/** A session as people read it: who said what, and between question and answer what the agent did. */
export function sessionTalk(session: OpenSession): HTMLElement {
  const { view, texts } = session;
  const quotes = view.verdicts
    .filter(({ result }) => result === "fail")
    .flatMap(({ evidence }) => evidence)
    .flatMap(({ what, isQuote }) => (isQuote === true ? [what.replace(/…$/, "")] : []));
  const evidence = evidencePlaces(view.verdicts);
  return h(
    "div",
    { class: "conversation" },
    ...folded("What the agent was told", view.policy, (at) => proseView(texts[at] ?? "")),
    ...folded("Tools that it had", view.tools, (at) => jsonView(texts[at] ?? "")),
    ...view.turns.map((turn, place) =>
      turnElement(session, turn, { number: place + 1, quotes, evidence }),
    ),
    view.turns.length === 0 && h("p", { class: "none" }, "No turn was captured."),
    view.stepsLeftOut !== undefined &&
      h("p", { class: "note" }, `${view.stepsLeftOut} more steps are not in this page.`),
    ...folded("The agent's world at the end", view.finalState, (at) => jsonView(texts[at] ?? "")),
    view.annotations.length > 0 &&
      h(
        "section",
        { class: "annotations", "aria-label": "Annotations" },
        h("h2", {}, "Annotations"),
        h("ul", {}, ...view.annotations.map((text) => h("li", {}, text))),
      ),
  );
}

function evidencePlaces(verdicts: readonly VerdictView[]): ReadonlySet<string> {
  const failed = verdicts.filter(({ result }) => result === "fail");
  return new Set(failed.flatMap(({ evidence }) => evidence.flatMap(({ at }) => at ?? [])));
}

function folded(
  title: string,
  ref: number | undefined,
  draw: (ref: number) => HTMLElement,
): readonly HTMLElement[] {
  if (ref === undefined) return [];
  const element = h("details", { class: "folded" }, h("summary", {}, title));
  element.addEventListener("toggle", () => {
    if (element.open && element.childElementCount === 1) element.append(draw(ref));
  });
  return [element];
}

type TurnPlace = {
  readonly number: number;
  readonly quotes: readonly string[];
  readonly evidence: ReadonlySet<string>;
};

function turnElement(
  session: OpenSession,
  turn: TurnView,
  { number, quotes, evidence }: TurnPlace,
): HTMLElement {
  const { view, texts } = session;
  const user = texts[turn.user] ?? "";
  const { reply, error } = turn;
  return h(
    "section",
    { class: "turn", id: `turn-${number}`, "aria-label": `Turn ${number}` },
    h("p", { class: "turn-head" }, `Turn ${number}`, turn.when !== "" && h("span", {}, turn.when)),
    user === "" && number === 1
      ? h("p", { class: "none" }, "The agent opens.")
      : said("user", "User", proseView(user)),
    h(
      "div",
      { class: "steps" },
      ...turn.steps.map((step, place) => {
        const at = `${number}.${place + 1}`;
        return stepElement(step, session, {
          at,
          isFirstBad: view.firstBad === at,
          isEvidence: evidence.has(at),
        });
      }),
    ),
    reply === undefined
      ? h("p", { class: "none" }, "No reply was captured.")
      : said("agent", "Agent", markQuotes(texts[reply] ?? "", quotes)),
    error !== undefined && h("pre", { class: "error" }, error),
  );
}

function said(who: "user" | "agent", name: string, words: HTMLElement): HTMLElement {
  return h("div", { class: `said ${who}` }, h("span", { class: "who" }, name), words);
}

/** The words that a verdict quotes are marked where they stand. */
function markQuotes(text: string, quotes: readonly string[]): HTMLElement {
  const found = quotes.find((quote) => quote.length > 3 && text.includes(quote));
  if (found === undefined) return proseView(text);
  const at = text.indexOf(found);
  return h(
    "div",
    { class: "prose" },
    text.slice(0, at),
    h("mark", {}, found),
    text.slice(at + found.length),
  );
}
