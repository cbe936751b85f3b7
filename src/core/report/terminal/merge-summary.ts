import type { MergedShard, MergeResult, ShardState } from "../../plan/merged-shard.ts";
import { renderJson } from "../json-text.ts";
import { countOf, grouped, listText } from "../numbers.ts";
import { terminalLines } from "../wording.ts";

/** Version of the JSON that `merge --json` prints. */
const mergeSchema = "tracegate.merge/1";

/** What was joined, and what to do with it. */
export function renderMergeSummary(result: MergeResult, out: string): string {
  const { planned, recorded, isComplete } = result.experiment;
  return terminalLines(
    [
      `${grouped(recorded)} of ${countOf(planned, "run")} are in ${out}.`,
      "",
      describeMerge(result),
      isComplete
        ? `Decide with \`tracegate gate --results ${out}\`.\n`
        : "The plan is not whole: a gate would call it undetermined.\n",
    ].join("\n"),
  );
}

/** What became of each part, a line each, and what is lacking. */
export function describeMerge({ experiment, merged, lost }: MergeResult): string {
  const { shards } = experiment;
  const lines = [
    ...merged.map((part) => `  ${describePart(part)}`),
    ...(lost.length === 0
      ? []
      : [
          `  lost       ${lost.length === 1 ? "part" : "parts"} ${listText(lost.map(String), 20)} of ${shards?.count}: run the ${lost.length === 1 ? "job" : "jobs"} again and join once more`,
        ]),
  ];
  return terminalLines(`${lines.join("\n")}\n`);
}

const words: Readonly<Record<ShardState, string>> = {
  whole: "",
  "cut-off": "; its execution did not come to its end",
  duplicate: "; all of it was there already",
  "re-run": "; it was run before, and what was started first stands",
};

function describePart({ name, shards, state, runs, added }: MergedShard): string {
  const counts = added === runs ? countOf(runs, "run") : `${added} of ${countOf(runs, "run")} new`;
  return `${state.padEnd(10)} ${name}: part ${listText(shards.map(String), 8)}, ${counts}${words[state]}`;
}

/** The same for programs. */
export function renderMergeJson({ experiment, merged, lost }: MergeResult): string {
  const { planned, recorded, isComplete, shards } = experiment;
  return renderJson({
    schema: mergeSchema,
    planned,
    recorded,
    isComplete,
    count: shards?.count,
    parts: merged,
    lost,
  });
}
