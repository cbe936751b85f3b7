import type { CaseRow, ExperimentPage } from "../core/report/html/page-data.ts";
import { caseTable } from "./case-table.ts";
import { h } from "./dom.ts";
import { countText } from "./format.ts";

/** Rows that are drawn at once: ten thousand would take seconds. */
const rowsAtOnce = 200;

type Filter = { readonly label: string; readonly holds: (row: CaseRow) => boolean };

const filters: readonly Filter[] = [
  { label: "All", holds: () => true },
  { label: "Failing", holds: ({ standing }) => standing === "failing" },
  { label: "Flaky", holds: ({ standing }) => standing === "flaky" },
  { label: "Passing", holds: ({ standing }) => standing === "passing" },
  { label: "Not scored", holds: ({ standing }) => standing === "unscored" },
  { label: "Newly failing", holds: ({ change }) => change === "newly-failing" },
  { label: "Fixed", holds: ({ change }) => change === "fixed" },
  { label: "Worse", holds: ({ change }) => change === "worse" },
  { label: "Not guarding", holds: ({ status }) => status !== "guarding" },
];

/** What somebody looks for in the list; kept while they look at a case. */
const sought = { text: "", filter: "All", dimension: "" };

/** All cases, to be searched and filtered. */
export function caseList(page: ExperimentPage): HTMLElement {
  const { cases, casesLeftOut } = page;
  const list = h("div", { class: "list" });
  const count = h("p", { class: "counts", role: "status" });
  const dimensions = [...new Set(page.dimensions.map(({ name }) => name))];
  let room = rowsAtOnce;

  const draw = (): void => {
    const found = findCases(page, dimensions);
    const shown = found.slice(0, room);
    const rest = found.length - shown.length;
    count.textContent =
      found.length === 0
        ? "No case is like that."
        : `${countText(found.length, "case")}${rest > 0 ? `, ${shown.length} of them shown` : ""}`;
    const more = h(
      "button",
      {
        type: "button",
        class: "button",
        onclick: () => {
          room += rowsAtOnce;
          draw();
        },
      },
      `Show ${Math.min(rest, rowsAtOnce)} more`,
    );
    list.replaceChildren(
      ...(shown.length === 0 ? [] : [caseTable(page, shown, "Cases")]),
      ...(rest > 0 ? [more] : []),
    );
  };
  const redraw = (): void => {
    room = rowsAtOnce;
    draw();
  };
  draw();
  return h(
    "div",
    {},
    h("h1", { tabindex: -1 }, "Cases"),
    h(
      "search",
      { class: "filters" },
      searchBox(redraw),
      dimensionChoice(dimensions, redraw),
      h(
        "div",
        { class: "chips", role: "group", "aria-label": "Standing" },
        ...chips(cases, redraw),
      ),
    ),
    count,
    list,
    casesLeftOut > 0 &&
      h(
        "p",
        { class: "note" },
        `${countText(casesLeftOut, "more case")} found no room in this page; experiment.json has them all.`,
      ),
  );
}

function findCases({ cases }: ExperimentPage, dimensions: readonly string[]): readonly CaseRow[] {
  const words = sought.text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const filter = filters.find(({ label }) => label === sought.filter) ?? filters[0];
  const place = dimensions.indexOf(sought.dimension);
  return cases.filter((row) => {
    if (filter?.holds(row) === false) return false;
    if (place >= 0 && (row.counts[place] ?? null) === null) return false;
    const text = `${row.id} ${row.title}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function searchBox(redraw: () => void): HTMLElement {
  const box = h("input", {
    type: "search",
    id: "search",
    placeholder: "Search by name or title",
    "aria-label": "Search cases",
    "aria-keyshortcuts": "/",
    value: sought.text,
  });
  box.addEventListener("input", () => {
    sought.text = box.value;
    redraw();
  });
  return box;
}

function dimensionChoice(dimensions: readonly string[], redraw: () => void): HTMLElement {
  const choice = h(
    "select",
    { "aria-label": "Dimension" },
    h("option", { value: "" }, "Every dimension"),
    ...dimensions.map((name) =>
      h("option", { value: name, selected: name === sought.dimension }, name),
    ),
  );
  choice.addEventListener("change", () => {
    sought.dimension = choice.value;
    redraw();
  });
  return choice;
}

function chips(cases: readonly CaseRow[], redraw: () => void): readonly HTMLElement[] {
  const all = filters.flatMap(({ label, holds }) => {
    const count = cases.filter(holds).length;
    if (count === 0 && label !== "All") return [];
    const button = h(
      "button",
      { type: "button", class: "chip", "aria-pressed": String(label === sought.filter) },
      label,
      h("span", { class: "count" }, String(count)),
    );
    button.addEventListener("click", () => {
      sought.filter = label;
      for (const other of all) other.setAttribute("aria-pressed", String(other === button));
      redraw();
    });
    return [button];
  });
  return all;
}
