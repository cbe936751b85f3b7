import type { CaseRow, DimensionView, ExperimentPage } from "../core/report/html/page-data.ts";
import { caseTable } from "./case-table.ts";
import { courseChart } from "./course-chart.ts";
import { h, link } from "./dom.ts";
import { countText, pill, type Tone, words } from "./format.ts";
import { intervalChart, type Scale, scaleAxis, scaleOf } from "./interval-chart.ts";
import { hashOf } from "./route.ts";

/** Cases that the first page lists; the list has the others. */
const mostShown = 8;

const verdicts = {
  pass: { mark: "✓", word: "Pass", tone: "good" },
  fail: { mark: "✕", word: "Fail", tone: "bad" },
  undetermined: { mark: "?", word: "Undetermined", tone: "warn" },
} as const;

const standings: Readonly<Record<DimensionView["standing"], { word: string; tone: Tone }>> = {
  met: { word: "met", tone: "good" },
  missed: { word: "missed", tone: "bad" },
  open: { word: "open", tone: "warn" },
  advisory: { word: "advisory", tone: "muted" },
};

/** What an experiment says, in the order of the questions that people have. */
export function overview(page: ExperimentPage): HTMLElement {
  return h(
    "div",
    { class: "overview" },
    verdictOf(page),
    dimensionSection(page.dimensions, page.baseline?.label),
    caseSection(page),
    h(
      "section",
      { "aria-labelledby": "about" },
      h("h2", { id: "about" }, "About this run"),
      h(
        "dl",
        { class: "facts" },
        ...page.facts.flatMap(({ label, text }) => [h("dt", {}, label), h("dd", {}, text)]),
      ),
      ...page.notes.map((note) => h("p", { class: "note" }, ...words(note))),
    ),
  );
}

function verdictOf({ decision }: ExperimentPage): HTMLElement {
  const { mark, word, tone } = verdicts[decision.kind];
  const { story, gaps, firstRun } = decision;
  return h(
    "section",
    { class: `verdict ${tone}`, "aria-label": "Decision" },
    h("div", { class: "mark", "aria-hidden": "true" }, mark),
    h(
      "div",
      {},
      h("p", { class: "word" }, word, decision.isEnforced ? "" : " · not enforced yet"),
      h("h1", { tabindex: -1 }, ...words(decision.headline)),
      story !== undefined && h("p", { class: "story" }, ...words(story)),
      firstRun !== undefined &&
        h("p", {}, link(hashOf("run", firstRun), { class: "button" }, "Open the session")),
      gaps.length > 0 &&
        h("ul", { class: "gaps" }, ...gaps.map((gap) => h("li", {}, ...words(gap)))),
    ),
  );
}

function dimensionSection(
  dimensions: readonly DimensionView[],
  baseline: string | undefined,
): HTMLElement {
  const scale = scaleOf(dimensions);
  const hasHistory = dimensions.some(({ history }) => history.length > 0);
  const isCompared = baseline !== undefined;
  return h(
    "section",
    { "aria-labelledby": "dimensions" },
    h("h2", { id: "dimensions" }, "Dimensions"),
    h(
      "div",
      { class: "scroller", role: "region", tabindex: 0, "aria-label": "Table of dimensions" },
      h(
        "table",
        { class: "dimensions" },
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            h("th", { scope: "col" }, "Dimension"),
            h(
              "th",
              { scope: "col" },
              h("span", { class: "unseen" }, "Interval and floor"),
              scaleAxis(scale),
            ),
            h("th", { scope: "col", class: "number" }, "Passed, 95 %"),
            h("th", { scope: "col", class: "number" }, "Floor"),
            isCompared && h("th", { scope: "col", class: "number" }, "Baseline"),
            h("th", { scope: "col", class: "number" }, "Runs"),
            hasHistory && h("th", { scope: "col" }, "History"),
          ),
        ),
        h(
          "tbody",
          {},
          ...dimensions.map((view) => dimensionRow(view, { scale, isCompared, hasHistory })),
        ),
      ),
    ),
    h(
      "p",
      { class: "legend" },
      "Dot and bar: share of runs that passed, with its 95 % interval. Line: the floor; the tinted side meets it.",
      isCompared && ` Grey: ${baseline}.`,
    ),
  );
}

function dimensionRow(
  view: DimensionView,
  {
    scale,
    isCompared,
    hasHistory,
  }: { readonly scale: Scale; readonly isCompared: boolean; readonly hasHistory: boolean },
): HTMLElement {
  const { cells, standing, baseline } = view;
  const { word, tone } = standings[standing];
  const detail = cells.decision === word ? "" : cells.decision.replace(/^advisory[:,] /, "");
  return h(
    "tr",
    {},
    h(
      "th",
      { scope: "row" },
      h("span", { class: "dimension" }, view.label),
      pill(word, tone),
      detail !== "" && h("span", { class: "under" }, detail),
    ),
    h("td", { class: "chart" }, intervalChart(view, scale)),
    numberCell(
      "Passed",
      true,
      cells.rate,
      h("span", { class: "under" }, cells.interval === cells.rate ? "" : cells.interval),
    ),
    numberCell("Floor", false, cells.floor),
    isCompared &&
      numberCell(
        "Baseline",
        false,
        baseline?.text ?? "–",
        h("span", { class: "under" }, baseline?.change ?? ""),
      ),
    numberCell("Runs", false, cells.runs),
    hasHistory &&
      h(
        "td",
        { class: "course", "data-name": "History" },
        view.history.length > 0 && courseChart(view, scale),
      ),
  );
}

/** A number that says on a narrow screen, where no column has a head, what it is. */
function numberCell(
  name: string,
  isStrong: boolean,
  ...children: readonly (Node | string)[]
): HTMLElement {
  const attributes = { class: isStrong ? "number strong" : "number", "data-name": name };
  return h("td", attributes, ...children);
}

function caseSection(page: ExperimentPage): HTMLElement {
  const { cases } = page;
  const telling = cases.filter(
    ({ standing, change }) => standing !== "passing" || change !== undefined,
  );
  const shown = telling.slice(0, mostShown);
  const all = cases.length + page.casesLeftOut;
  return h(
    "section",
    { "aria-labelledby": "telling" },
    h("h2", { id: "telling" }, shown.length === 0 ? "Cases" : "Cases to look at"),
    h("p", { class: "counts" }, summaryOf(cases, all)),
    shown.length > 0 && caseTable(page, shown, "Cases to look at"),
    h(
      "p",
      {},
      link(
        hashOf("cases"),
        { class: "more" },
        all === 1 ? "The one case" : `All ${countText(all, "case")}`,
      ),
    ),
  );
}

function summaryOf(cases: readonly CaseRow[], all: number): string {
  const count = (of: (row: CaseRow) => boolean): number => cases.filter(of).length;
  const parts = [
    [count(({ change }) => change === "newly-failing"), "newly failing"],
    [count(({ standing }) => standing === "failing"), "failing"],
    [count(({ standing }) => standing === "flaky"), "flaky"],
    [count(({ change }) => change === "fixed"), "fixed"],
    [count(({ standing }) => standing === "unscored"), "not scored"],
  ] as const;
  const told = parts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  return told.length === 0
    ? all === 1
      ? "The one case passed every scored run."
      : `All of ${countText(all, "case")} passed every scored run.`
    : `Of ${countText(all, "case")}: ${told.join(", ")}.`;
}
