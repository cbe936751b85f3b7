import type { RunRow } from "../core/report/html/page-data.ts";
import { h, link } from "./dom.ts";
import { runTones } from "./format.ts";
import { hashOf } from "./route.ts";

const marks = { passed: "✓", failed: "✕", unscored: "?", error: "!" } as const;

/** The runs of a case as small squares, each a link to its session. */
export function runStrip(runs: readonly RunRow[], name: string): HTMLElement {
  return h(
    "ul",
    { class: "strip", "aria-label": name },
    ...runs.map((run) =>
      h(
        "li",
        {},
        link(
          hashOf("run", run.id),
          {
            class: `square ${runTones[run.standing]}`,
            title: describeRun(run),
            "aria-label": describeRun(run),
          },
          marks[run.standing],
        ),
      ),
    ),
  );
}

/** `run 3: failed on faithfulness`. */
export function describeRun({ index, standing, outcome, failed }: RunRow): string {
  if (outcome !== "completed") return `run ${index}: ${outcome}`;
  return `run ${index}: ${standing}${failed.length > 0 ? ` on ${failed.join(", ")}` : ""}`;
}
