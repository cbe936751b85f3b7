import type {
  CaseDetail,
  CaseRow,
  ExperimentPage,
  FailureView,
  RunRow,
} from "../core/report/html/page-data.ts";
import { rateBar } from "./case-table.ts";
import { h, link } from "./dom.ts";
import {
  changeTones,
  changeWords,
  countsText,
  countText,
  pill,
  standingTones,
  words,
} from "./format.ts";
import { hashOf } from "./route.ts";
import { runStrip } from "./run-strip.ts";
import { evidenceList } from "./verdict-list.ts";

/** A case: what it passed, here and in the baseline, what failed in it, and its runs. */
export function casePage(
  page: ExperimentPage,
  row: CaseRow,
  detail: CaseDetail | undefined,
): HTMLElement {
  const { id, title, standing, change, status } = row;
  return h(
    "article",
    { class: "case" },
    h("nav", { class: "crumbs", "aria-label": "Place" }, link(hashOf("cases"), {}, "Cases")),
    h("h1", { tabindex: -1 }, id),
    title !== "" && h("p", { class: "subtitle" }, title),
    h(
      "p",
      { class: "pills" },
      pill(standing, standingTones[standing]),
      change !== undefined && pill(changeWords[change], changeTones[change]),
      status !== "guarding" && pill(status, "muted"),
      detail !== undefined && h("code", {}, detail.file),
    ),
    countsTable(page, row),
    ...(detail === undefined
      ? [h("p", { class: "note" }, "The details of this case found no room in this page.")]
      : details(page, detail)),
  );
}

function countsTable(page: ExperimentPage, { counts, before }: CaseRow): HTMLElement {
  const names = [...new Set(page.dimensions.map(({ name }) => name))];
  const isCompared = page.baseline !== undefined;
  return h(
    "div",
    { class: "scroller", role: "region", tabindex: 0, "aria-label": "Passed runs" },
    h(
      "table",
      { class: "case-counts" },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, "Dimension"),
          h("th", { scope: "col" }, "This run"),
          isCompared && h("th", { scope: "col" }, page.baseline?.label ?? "Baseline"),
        ),
      ),
      h(
        "tbody",
        {},
        ...names.flatMap((name, place) => {
          const now = counts[place] ?? null;
          const then = before?.[place] ?? null;
          if (now === null && then === null) return [];
          return [
            h(
              "tr",
              {},
              h("th", { scope: "row" }, name),
              h("td", {}, ...(now === null ? ["–"] : [countsText(now), rateBar(now)])),
              isCompared &&
                h("td", {}, ...(then === null ? ["–"] : [countsText(then), rateBar(then)])),
            ),
          ];
        }),
      ),
    ),
  );
}

function details(page: ExperimentPage, detail: CaseDetail): readonly HTMLElement[] {
  const isCompared = page.baseline !== undefined;
  const sides = [
    side("This run", detail.runs, detail.failures, ""),
    ...(isCompared
      ? [
          side(
            page.baseline?.label ?? "Baseline",
            detail.baseline,
            detail.baselineFailures,
            "base:",
          ),
        ]
      : []),
  ];
  return [
    h("div", { class: isCompared ? "two-sides" : "one-side" }, ...sides),
    ...(detail.errors.length === 0
      ? []
      : [
          h(
            "section",
            { "aria-label": "Errors" },
            h("h2", {}, "Errors"),
            h("ul", {}, ...detail.errors.map((text) => h("li", {}, text))),
          ),
        ]),
  ];
}

function side(
  name: string,
  runs: readonly RunRow[],
  failures: readonly FailureView[],
  prefix: string,
): HTMLElement {
  return h(
    "section",
    { "aria-label": name },
    h("h2", {}, name),
    runs.length === 0
      ? h("p", { class: "none" }, "No session of it is in this page.")
      : h(
          "div",
          {},
          h("p", { class: "counts" }, countText(runs.length, "run")),
          runStrip(runs, `Runs of ${name}`),
        ),
    ...failures.map((failure) => failureElement(failure, prefix)),
  );
}

function failureElement(failure: FailureView, prefix: string): HTMLElement {
  const { run, dimension, evaluator, explanation, runs, at, evidence } = failure;
  const stepHash = (step: string): string => hashOf("run", `${prefix}${run}`, step);
  return h(
    "div",
    { class: "failure" },
    h(
      "p",
      { class: "verdict-head" },
      pill(countText(runs, "run"), "bad"),
      h("strong", {}, dimension),
      h("span", { class: "origin" }, evaluator),
    ),
    h("p", { class: "explanation" }, ...words(explanation)),
    evidenceList(evidence, stepHash),
    h(
      "p",
      {},
      link(
        at === undefined ? hashOf("run", `${prefix}${run}`) : stepHash(at),
        {},
        `Open ${run}${at === undefined ? "" : ` at ${at}`}`,
      ),
    ),
  );
}
