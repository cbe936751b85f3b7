import type { DimensionView, Rate } from "../core/report/html/page-data.ts";
import { svg } from "./dom.ts";
import { percentText } from "./format.ts";

/** The part of [0, 1] that all charts of a page show. */
export type Scale = { readonly low: number; readonly high: number };

const width = 300;
const height = 34;
const inset = 8;

/** From a round number below all that is drawn to 100 %. */
export function scaleOf(dimensions: readonly DimensionView[]): Scale {
  const lows = dimensions.flatMap(({ floor, span, rate, baseline, history }) => [
    floor,
    span?.low ?? 1,
    rate ?? 1,
    baseline?.span?.low ?? baseline?.rate ?? 1,
    ...history.map((then) => then.span?.low ?? then.rate ?? 1),
  ]);
  const least = Math.min(...lows, 0.9);
  return { low: Math.max(0, Math.floor(10 * (least - 0.02)) / 10), high: 1 };
}

/** The interval of a dimension against its floor, above the one of the baseline. */
export function intervalChart(view: DimensionView, scale: Scale): SVGElement {
  const { baseline, standing, floor } = view;
  const x = (value: number): number => xOf(value, scale);
  return svg(
    "svg",
    {
      class: `interval ${standing}`,
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "aria-label": describe(view),
    },
    svg("line", { class: "axis", x1: inset, x2: width - inset, y1: 17, y2: 17 }),
    svg("rect", {
      class: "allowed",
      x: x(floor),
      y: 4,
      width: Math.max(0, x(1) - x(floor)),
      height: 26,
      rx: 3,
    }),
    svg("line", { class: "floor", x1: x(floor), x2: x(floor), y1: 2, y2: 32 }),
    ...(baseline === undefined ? [] : drawRate(baseline, { x, y: 26, name: "before", radius: 3 })),
    ...drawRate(view, { x, y: baseline === undefined ? 17 : 12, name: "now", radius: 5 }),
  );
}

type Drawn = {
  readonly x: (value: number) => number;
  readonly y: number;
  readonly name: string;
  readonly radius: number;
};

function drawRate({ rate, span }: Rate, { x, y, name, radius }: Drawn): readonly SVGElement[] {
  if (rate === undefined) return [];
  const bar =
    span === undefined
      ? []
      : [
          svg("line", { class: `span ${name}`, x1: x(span.low), x2: x(span.high), y1: y, y2: y }),
          ...[span.low, span.high].map((end) =>
            svg("line", { class: `end ${name}`, x1: x(end), x2: x(end), y1: y - 4, y2: y + 4 }),
          ),
        ];
  return [...bar, svg("circle", { class: `point ${name}`, cx: x(rate), cy: y, r: radius })];
}

function describe({ label, rate, span, floor, baseline, scored }: DimensionView): string {
  if (rate === undefined) return `${label}: not measured; the floor is ${percentText(floor)}`;
  const interval =
    span === undefined
      ? ""
      : `, 95 % interval ${percentText(span.low)} to ${percentText(span.high)}`;
  const before = baseline?.rate === undefined ? "" : `; baseline ${percentText(baseline.rate)}`;
  return `${label}: ${percentText(rate)} of ${scored} runs${interval}; the floor is ${percentText(floor)}${before}`;
}

/** The scale itself, above the charts. */
export function scaleAxis(scale: Scale): SVGElement {
  const step = scale.high - scale.low > 0.5 ? 0.25 : scale.high - scale.low > 0.2 ? 0.1 : 0.05;
  const ticks: number[] = [];
  for (let tick = scale.high; tick >= scale.low - 1e-9; tick -= step) ticks.push(tick);
  return svg(
    "svg",
    { class: "scale", viewBox: `0 0 ${width} 16`, "aria-hidden": "true" },
    ...ticks.map((tick) =>
      svg(
        "text",
        { x: xOf(tick, scale), y: 12, "text-anchor": tick > 0.999 ? "end" : "middle" },
        `${Math.round(100 * tick)}${tick > 0.999 ? " %" : ""}`,
      ),
    ),
  );
}

function xOf(value: number, { low, high }: Scale): number {
  const share = (Math.min(high, Math.max(low, value)) - low) / (high - low);
  return inset + share * (width - 2 * inset);
}
