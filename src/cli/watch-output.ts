import type { SimulationPlan } from "../app/run/simulate-scenario.ts";
import type { Talk } from "../app/run-experiment/live-run.ts";
import type { RunRecord } from "../core/plan/run-record.ts";
import type { TimelineOptions } from "../core/report/terminal/session-timeline.ts";
import {
  renderAnswer,
  renderMessage,
  renderTalkEnd,
  renderTalkStart,
} from "../core/report/terminal/simulation-talk.ts";
import { emptyRetrievals } from "../core/trace/tool-result.ts";
import type { CliIo } from "./io.ts";
import { columnsOf, mayColour } from "./io.ts";
import { painterFor } from "./painter.ts";

export type WatchOutput = {
  readonly onTalk: (talk: Talk) => void;
  readonly onRecord: (record: RunRecord) => void;
};

/** Writes each conversation as it is held: to standard output, or beside it where that is to hold JSON alone. */
export function watchOutput(
  { cells, runs }: SimulationPlan,
  { color, json }: { readonly color: boolean; readonly json?: boolean },
  io: CliIo,
): WatchOutput {
  const stream = json === true ? io.stderr : io.stdout;
  const isColoured = json === true ? color && mayColour(io.stderr, io.env) : color;
  const options: TimelineOptions = {
    ...painterFor({ color: isColoured }, json === true ? { ...io, stdout: io.stderr } : io),
    width: columnsOf(stream),
  };
  let watched = "";
  let turns = 0;
  let held = 0;
  let hasSearchedInVain = false;
  const start = (runId: string): void => {
    if (watched === runId) return;
    watched = runId;
    turns = 0;
    hasSearchedInVain = false;
    held += 1;
    const cell = cells.find((one) => runId.startsWith(`${one.case.id}.`));
    const run = { number: held, of: cells.length * runs };
    stream.write(renderTalkStart(cell?.name ?? runId, run, options));
  };
  return {
    onTalk: (talk) => {
      start(talk.runId);
      if (talk.kind === "message") {
        turns += 1;
        stream.write(renderMessage(talk.message, turns, options));
        return;
      }
      const isNew =
        !hasSearchedInVain && emptyRetrievals({ id: "", turns: [talk.turn] }).length > 0;
      hasSearchedInVain ||= isNew;
      stream.write(renderAnswer(talk.turn, talk.number, { ...options, marksEmpty: isNew }));
    },
    onRecord: (record) => {
      start(record.session.id);
      stream.write(renderTalkEnd(record, options));
    },
  };
}
