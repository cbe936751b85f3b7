import type { TriagePage } from "../core/report/html/page-data.ts";
import { h, svg } from "./dom.ts";
import { countText } from "./format.ts";

/** As many hues as can be told apart; further clusters begin again with another shape. */
const hues = 8;
const size = 420;
const inset = 14;

/** Every failing session where it lies beside the others; those of the chosen cluster stand out. */
export function clusterMap(
  { points, pointsLeftOut, clusters }: TriagePage,
  chosen?: number,
): HTMLElement {
  const at = (share: number): number => inset + share * (size - 2 * inset);
  const told = clusters.map(({ label, size: sessions }) => `${label}: ${sessions}`).join("; ");
  return h(
    "figure",
    { class: "map" },
    svg(
      "svg",
      {
        viewBox: `0 0 ${size} ${size}`,
        role: "img",
        "aria-label": `Map of failing sessions by likeness. ${told}`,
      },
      ...points
        .filter(([, cluster]) => cluster !== chosen || chosen === undefined)
        .map((point) => mark(point, at, chosen === undefined)),
      ...points
        .filter(([, cluster]) => cluster === chosen && chosen !== undefined)
        .map((point) => mark(point, at, true)),
    ),
    h(
      "figcaption",
      {},
      "Near is alike; the axes have no meaning.",
      pointsLeftOut > 0 && ` ${countText(pointsLeftOut, "session")} are not drawn.`,
    ),
  );
}

function mark(
  [id, cluster, x, y]: TriagePage["points"][number],
  at: (share: number) => number,
  isStrong: boolean,
): SVGElement {
  const name = `${clusterClass(cluster)}${isStrong ? "" : " faint"}`;
  const title = svg("title", {}, id);
  return cluster >= hues
    ? svg("rect", { class: name, x: at(x) - 4, y: at(y) - 4, width: 8, height: 8 }, title)
    : svg("circle", { class: name, cx: at(x), cy: at(y), r: 5 }, title);
}

/** The class that gives a cluster its colour. */
export function clusterClass(cluster: number): string {
  return cluster < 0 ? "dot none" : `dot hue-${cluster % hues}`;
}
