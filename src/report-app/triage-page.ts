import type { ClusterView, TriagePage } from "../core/report/html/page-data.ts";
import { clusterClass, clusterMap } from "./cluster-map.ts";
import { h, link } from "./dom.ts";
import { countText, pill, type Tone, words } from "./format.ts";
import { hashOf } from "./route.ts";

const changeTones: Readonly<Record<ClusterView["change"], Tone>> = {
  new: "bad",
  grown: "warn",
  same: "muted",
  shrunk: "good",
};

/** The queue of clusters, and the map of all that failed. */
export function triagePage(page: TriagePage): HTMLElement {
  const { headline, clusters, unclustered, resolved } = page;
  return h(
    "div",
    { class: "triage" },
    h("h1", { tabindex: -1 }, headline),
    h(
      "div",
      { class: "columns" },
      h(
        "ol",
        { class: "queue" },
        ...clusters.map((cluster, place) => clusterItem(page, cluster, place)),
      ),
      h("aside", {}, page.points.length > 0 && clusterMap(page)),
    ),
    unclustered.length > 0 &&
      h(
        "section",
        { "aria-labelledby": "unclustered" },
        h("h2", { id: "unclustered" }, "In no cluster"),
        h("ul", { class: "ids" }, ...unclustered.map((id) => h("li", {}, id))),
      ),
    resolved.length > 0 &&
      h(
        "section",
        { "aria-labelledby": "resolved" },
        h("h2", { id: "resolved" }, "Gone since the triage before"),
        h("ul", {}, ...resolved.map((label) => h("li", {}, label))),
      ),
  );
}

function clusterItem(page: TriagePage, cluster: ClusterView, place: number): HTMLElement {
  const { label, path, blame, dimension, modes } = cluster;
  const example = exampleOf(page, cluster);
  return h(
    "li",
    { class: "cluster" },
    h("h2", {}, dot(place), link(hashOf("cluster", place), {}, label)),
    h(
      "p",
      { class: "pills" },
      ...clusterPills(cluster),
      dimension !== undefined && h("span", {}, dimension),
    ),
    path.length > 0 && h("p", { class: "path" }, path.join(" → ")),
    ...modes.slice(0, 1).map((mode) => h("p", {}, ...words(mode))),
    ...(blame?.lines ?? [])
      .slice(0, 1)
      .map((line) => h("p", { class: "explanation" }, ...words(line))),
    example !== undefined && h("p", {}, link(example, {}, "Open its representative")),
  );
}

function clusterPills({ change, before, size, share }: ClusterView): readonly HTMLElement[] {
  const since = before === undefined ? "" : `, was ${before}`;
  return [
    pill(countText(size, "session"), "info"),
    h("span", { class: "about" }, `${Math.round(100 * share)} % of what failed`),
    pill(`${change}${since}`, changeTones[change]),
  ];
}

/** One cluster: why, how often, and who is in it. */
export function clusterPage(page: TriagePage, place: number): HTMLElement | undefined {
  const cluster = page.clusters[place];
  if (cluster === undefined) return undefined;
  const { label, lifts, modes, blame, path, nearestCase, sessions, size, urgency, severity } =
    cluster;
  const example = exampleOf(page, cluster);
  const facts = [
    ["Representative", cluster.representative],
    ["Dimension", cluster.dimension ?? "none"],
    ["Urgency", `${urgency.toFixed(1)} (severity ${severity.toFixed(2)})`],
    ["Path", path.join(" → ")],
    ["More often with", lifts.join(", ")],
    ["Failure modes", modes.join("; ")],
    ["Nearest case", nearestCase ?? ""],
  ].filter(([, text]) => text !== "");
  return h(
    "article",
    { class: "triage" },
    h("nav", { class: "crumbs", "aria-label": "Place" }, link("#/", {}, "Queue")),
    h("h1", { tabindex: -1 }, dot(place), label),
    h("p", { class: "pills" }, ...clusterPills(cluster)),
    h(
      "div",
      { class: "columns" },
      h(
        "div",
        {},
        blame !== undefined &&
          h(
            "section",
            { class: "failure", "aria-label": "Suspected step" },
            h(
              "p",
              { class: "verdict-head" },
              pill(`step ${blame.at}`, "bad"),
              h("strong", {}, "suspected"),
            ),
            ...blame.lines.map((line) => h("p", {}, ...words(line))),
          ),
        example !== undefined &&
          h("p", {}, link(example, { class: "button" }, "Open the representative")),
        h(
          "dl",
          { class: "facts" },
          ...facts.flatMap(([name = "", text = ""]) => [
            h("dt", {}, name),
            h("dd", {}, ...words(text)),
          ]),
        ),
        h("h2", { class: "spaced" }, "Sessions"),
        h("ul", { class: "ids" }, ...sessions.map((id) => h("li", {}, id))),
        size > sessions.length &&
          h(
            "p",
            { class: "note" },
            `${countText(size - sessions.length, "more session")} in triage.json.`,
          ),
      ),
      h("aside", {}, page.points.length > 0 && clusterMap(page, place)),
    ),
  );
}

function dot(place: number): HTMLElement {
  return h("span", { class: `cluster-key ${clusterClass(place)}`, "aria-hidden": "true" });
}

/** Where the representative can be looked at, at the step that is suspected. */
function exampleOf(page: TriagePage, { representative, blame }: ClusterView): string | undefined {
  const place = page.sessions.findIndex(({ id }) => id === representative);
  if (place < 0) return undefined;
  return blame === undefined ? hashOf("session", place) : hashOf("session", place, blame.at);
}
