import type { StepView } from "../core/report/html/page-data.ts";
import type { OpenSession } from "./blocks.ts";
import { h } from "./dom.ts";
import { pill } from "./format.ts";
import { jsonView } from "./json-view.ts";

export type StepPlace = {
  /** Such as `3.5`. */
  readonly at: string;
  readonly isFirstBad: boolean;
  /** Whether a verdict's evidence names it. */
  readonly isEvidence: boolean;
};

/** One call of a model or a tool: a line, and behind it what went in and what came out. */
export function stepElement(
  step: StepView,
  { texts }: OpenSession,
  { at, isFirstBad, isEvidence }: StepPlace,
): HTMLElement {
  const { kind, name, line, status, marks, about, error } = step;
  const body = h("div", { class: "inside" });
  const element = h(
    "details",
    {
      class: ["step", kind, status, isFirstBad && "first-bad", isEvidence && "evidence"]
        .filter((word) => word !== false)
        .join(" "),
      id: `step-${at}`,
    },
    h(
      "summary",
      {},
      h("span", { class: "at" }, at),
      h("span", { class: "kind" }, kind),
      h("span", { class: "name" }, name),
      h("span", { class: "arrow", "aria-hidden": "true" }, "→"),
      h("span", { class: "line" }, line),
      isFirstBad && pill("first bad step", "bad"),
      status === "error" && pill("error", "bad"),
      status === "pending" && pill("no answer", "warn"),
      step.isEmptySearch === true && pill("found nothing", "warn"),
      ...marks.map((mark) => pill(mark, "muted")),
      h("span", { class: "about" }, about),
    ),
    body,
  );
  // A session of hundreds of calls opens at once; what they hold is drawn when somebody looks.
  element.addEventListener("toggle", () => {
    if (!element.open || body.childElementCount > 0) return;
    body.append(
      ...part("Thought", step.thought === undefined ? undefined : texts[step.thought], false),
      ...part("Said", step.said === undefined ? undefined : texts[step.said], false),
      ...part(
        kind === "tool" ? "Arguments" : "Asked for",
        step.arguments === undefined ? undefined : texts[step.arguments],
        true,
      ),
      ...part("Result", step.result === undefined ? undefined : texts[step.result], true),
      ...(error === undefined
        ? []
        : [h("p", { class: "label" }, "Error"), h("pre", { class: "error" }, error)]),
    );
    if (body.childElementCount === 0)
      body.append(h("p", { class: "none" }, "Nothing of it was captured."));
  });
  return element;
}

function part(title: string, text: string | undefined, isJson: boolean): readonly HTMLElement[] {
  if (text === undefined) return [];
  return [h("p", { class: "label" }, title), isJson ? jsonView(text) : proseView(text)];
}

/** Outside text with its lines. */
export function proseView(text: string): HTMLElement {
  return h("div", { class: "prose" }, text === "" ? h("span", { class: "none" }, "(empty)") : text);
}
