import type { DimensionView } from "../core/report/html/page-data.ts";
import { svg } from "./dom.ts";
import { percentText } from "./format.ts";
import type { Scale } from "./interval-chart.ts";

const width = 170;
const height = 44;
const inset = 5;

/** What a dimension was before, each with its interval, and what it is now; the floor runs through. */
export function courseChart(view: DimensionView, scale: Scale): SVGElement {
  const { label, history, floor, rate, span, scored } = view;
  const points = [
    ...history,
    {
      label: "this run",
      scored,
      ...(rate !== undefined && { rate }),
      ...(span !== undefined && { span }),
    },
  ];
  const x = (place: number): number =>
    inset + (place / Math.max(1, points.length - 1)) * (width - 2 * inset);
  const y = (value: number): number => {
    const share = (Math.max(scale.low, value) - scale.low) / (scale.high - scale.low);
    return height - inset - share * (height - 2 * inset);
  };
  const path = points
    .flatMap((point, place) => (point.rate === undefined ? [] : [`${x(place)},${y(point.rate)}`]))
    .join(" ");
  const told = points.map((point) => `${point.label} ${percentText(point.rate)}`).join(", ");
  return svg(
    "svg",
    {
      class: "history",
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "aria-label": `${label} over time: ${told}`,
    },
    svg("line", { class: "floor", x1: 0, x2: width, y1: y(floor), y2: y(floor) }),
    ...points.flatMap(({ span: then }, place) =>
      then === undefined
        ? []
        : [
            svg("line", {
              class: "span",
              x1: x(place),
              x2: x(place),
              y1: y(then.low),
              y2: y(then.high),
            }),
          ],
    ),
    svg("polyline", { class: "line", points: path }),
    ...points.flatMap((point, place) => {
      if (point.rate === undefined) return [];
      const isNow = place === points.length - 1;
      return [
        svg(
          "circle",
          {
            class: isNow ? "point now" : "point",
            cx: x(place),
            cy: y(point.rate),
            r: isNow ? 4 : 2.5,
          },
          svg("title", {}, `${point.label}: ${percentText(point.rate)} of ${point.scored} runs`),
        ),
      ];
    }),
  );
}
