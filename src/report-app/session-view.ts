import type { OpenSession } from "./blocks.ts";
import { h, link } from "./dom.ts";
import { pill, type Tone } from "./format.ts";
import { sessionTalk } from "./session-talk.ts";
import { verdictList } from "./verdict-list.ts";

export type SessionFrame = {
  readonly title: string;
  readonly standing: { readonly word: string; readonly tone: Tone };
  /** The address of a step of this session. */
  readonly stepHash: (at: string) => string;
  /** What stands above the conversation: where it lies, and its neighbours. */
  readonly navigation: readonly (HTMLElement | false)[];
  readonly remarks?: readonly HTMLElement[];
};

/** The viewer of one session: the conversation, and beside it what was found in it. */
export function sessionElement(session: OpenSession, frame: SessionFrame): HTMLElement {
  const { view } = session;
  const { title, standing, stepHash, navigation, remarks = [] } = frame;
  const unfold = h(
    "button",
    { type: "button", class: "button quiet", "aria-pressed": "false" },
    "Unfold every step",
  );
  const talk = sessionTalk(session);
  unfold.addEventListener("click", () => {
    const isOpen = unfold.getAttribute("aria-pressed") !== "true";
    unfold.setAttribute("aria-pressed", String(isOpen));
    unfold.textContent = isOpen ? "Fold every step" : "Unfold every step";
    for (const step of talk.querySelectorAll<HTMLDetailsElement>("details.step"))
      step.open = isOpen;
  });
  return h(
    "article",
    { class: "session" },
    h("nav", { class: "crumbs", "aria-label": "Place" }, ...navigation),
    h(
      "header",
      { class: "session-head" },
      h("h1", { tabindex: -1 }, title, " ", pill(standing.word, standing.tone)),
      ...view.facts.map((fact) => h("p", { class: "fact" }, fact)),
      view.outcome !== undefined &&
        view.outcome !== "completed" &&
        h("p", { class: "error-line" }, `${view.outcome}: ${view.reason ?? ""}`),
      h(
        "p",
        { class: "actions" },
        view.firstBad !== undefined &&
          link(
            stepHash(view.firstBad),
            { class: "button", id: "to-first-bad" },
            "Go to the first bad step",
          ),
        unfold,
      ),
      ...remarks,
    ),
    view.verdicts.length === 0
      ? talk
      : h("div", { class: "columns" }, talk, h("aside", {}, verdictList(view, stepHash))),
  );
}

/** Unfolds a step and moves there; a place such as `3` is a turn. */
export function showStep(at: string): void {
  const step = document.getElementById(`step-${at}`);
  if (step instanceof HTMLDetailsElement) {
    step.open = true;
    step.scrollIntoView({ block: "center" });
    step.querySelector("summary")?.focus({ preventScroll: true });
    return;
  }
  document.getElementById(`turn-${at.split(".")[0]}`)?.scrollIntoView({ block: "start" });
}
