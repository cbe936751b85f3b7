import type { CaseRow, Counts, ExperimentPage } from "../core/report/html/page-data.ts";
import { h, link, svg } from "./dom.ts";
import { changeTones, changeWords, countsText, pill, standingTones } from "./format.ts";
import { hashOf } from "./route.ts";

/** Cases, a line each: how they stand, and what they passed in each dimension. */
export function caseTable(
  page: ExperimentPage,
  rows: readonly CaseRow[],
  name: string,
): HTMLElement {
  const dimensions = [...new Set(page.dimensions.map((view) => view.name))];
  return h(
    "div",
    { class: "scroller", role: "region", tabindex: 0, "aria-label": `Table: ${name}` },
    h(
      "table",
      { class: "cases" },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, "Case"),
          h("th", { scope: "col" }, "Standing"),
          ...dimensions.map((dimension) => h("th", { scope: "col", class: "number" }, dimension)),
        ),
      ),
      h("tbody", {}, ...rows.map((row) => caseRow(row, dimensions))),
    ),
  );
}

function caseRow(row: CaseRow, dimensions: readonly string[]): HTMLElement {
  const { id, title, standing, change, status, counts, before } = row;
  return h(
    "tr",
    {},
    h(
      "th",
      { scope: "row" },
      link(hashOf("case", id), {}, id),
      title !== "" && h("span", { class: "title" }, title),
    ),
    h(
      "td",
      { class: "pills" },
      pill(standing, standingTones[standing]),
      change !== undefined && pill(changeWords[change], changeTones[change]),
      status !== "guarding" && pill(status, "muted"),
    ),
    ...counts.map((count, place) =>
      h(
        "td",
        { class: count === null ? "number empty" : "number", "data-name": dimensions[place] },
        ...countCell(count, before?.[place] ?? null),
      ),
    ),
  );
}

function countCell(count: Counts | null, before: Counts | null): readonly (Node | string)[] {
  if (count === null) return [h("span", { class: "none" }, "–")];
  return [
    countsText(count),
    rateBar(count),
    ...(before === null ? [] : [h("span", { class: "before" }, `was ${countsText(before)}`)]),
  ];
}

/** How much of what was scored passed. */
export function rateBar([passed, failed]: Counts): SVGElement {
  const scored = passed + failed;
  const share = scored === 0 ? 0 : passed / scored;
  return svg(
    "svg",
    { class: "bar", viewBox: "0 0 60 4", "aria-hidden": "true", preserveAspectRatio: "none" },
    svg("rect", { class: scored === 0 ? "none" : "failed", width: 60, height: 4, rx: 2 }),
    svg("rect", { class: "passed", width: 60 * share, height: 4, rx: 2 }),
  );
}
