import type { EmptyRetrieval, ScoreSummary } from "../../plan/score-summary.ts";
import { renderJson } from "../json-text.ts";
import { countOf } from "../numbers.ts";
import { terminalText } from "../wording.ts";
import { listLines, renderDropped } from "./dropped-lines.ts";

/**
 * The summary of scored sessions as plain text for a terminal.
 *
 * Text of the sessions has lost its control characters, so that a log cannot steer the terminal.
 */
export function renderScoreSummary(summary: ScoreSummary): string {
  const parts = [
    renderSize(summary),
    renderRewards(summary),
    renderEvaluators(summary),
    renderEmptyRetrievals(summary.emptyRetrievals),
    renderDropped(summary.dropped),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** The same summary for programs, as one JSON document. */
export function renderScoreJson(summary: ScoreSummary): string {
  return renderJson(summary);
}

function renderSize(summary: ScoreSummary): string {
  const { sessions, files, format, formats, turns, steps, repeated } = summary;
  const names = format === "auto" ? formats.join(", ") : format;
  const size = `${countOf(sessions, "session")} from ${countOf(files.length, "file")} (${names}): ${countOf(turns, "turn")}, ${countOf(steps, "step")}`;
  return repeated === 0
    ? size
    : `${size}\n${countOf(repeated, "session")} left out: the same run with the same content was read before`;
}

function renderRewards({ rewards, passHatK }: ScoreSummary): string {
  if (rewards.rewarded === 0) return "pass^k is unknown: no session carries a reward";
  const { passed, rewarded, tasks } = rewards;
  const ks = passHatK.map(({ k }) => k);
  const values = passHatK.map(({ value }) => (value === "unknown" ? value : significant(value)));
  const notes = [
    `${passed} of ${countOf(rewarded, "session")} passed (reward 1), over ${countOf(tasks, "task")}`,
    rewards.unrewarded > 0 && `${countOf(rewards.unrewarded, "session")} without a reward left out`,
    rewards.withoutTask > 0 &&
      `${countOf(rewards.withoutTask, "session")} without a task: each counts as a task of its own`,
    rewards.clashing > 0 &&
      `${countOf(rewards.clashing, "run")} with the task and number of another run: counted as further runs of the task`,
  ];
  return [
    `pass^${Math.min(...ks)}..${Math.max(...ks)} = ${values.join(", ")}`,
    ...notes.filter((note) => note !== false).map((note) => `  ${note}`),
  ].join("\n");
}

function renderEvaluators({ evaluators, failedChecks }: ScoreSummary): string {
  if (evaluators.length === 0) return "";
  const rows = evaluators.map(({ dimension, evaluator, passed, failed, unscored }) => [
    terminalText(dimension),
    terminalText(evaluator),
    `${passed} passed`,
    `${failed} failed`,
    `${unscored} unscored`,
  ]);
  const reasons = evaluators.map(({ unscoredReason }) =>
    unscoredReason === undefined ? "" : `  ${terminalText(unscoredReason)}`,
  );
  const table = alignColumns(rows).map((row, index) => `  ${row}${reasons[index] ?? ""}`);
  const failures = failedChecks.map(
    ({ evaluator, at, explanation, ...where }) =>
      `${nameSession(where)}${at === undefined ? "" : `, step ${at}`}: ${evaluator}: ${explanation}`,
  );
  return [
    "Checks",
    ...table,
    ...(failures.length > 0 ? ["", "Failed checks", listLines(failures)] : []),
  ].join("\n");
}

function nameSession({ session, task }: Pick<EmptyRetrieval, "session" | "task">): string {
  return task === undefined ? session : `task ${task.id} run ${task.runIndex}`;
}

function renderEmptyRetrievals(calls: readonly EmptyRetrieval[]): string {
  if (calls.length === 0) return "Empty search results: none";
  const sessions = new Set(calls.map(({ session }) => session)).size;
  const rows = calls.map(
    ({ at, call, found, ...where }) => `${nameSession(where)}, step ${at}: ${call} → ${found}`,
  );
  return `Empty search results: ${countOf(calls.length, "call")} in ${countOf(sessions, "session")}\n${listLines(rows)}`;
}

function alignColumns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, index) => Math.max(widest[index] ?? 0, cell.length)),
    [],
  );
  return rows.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

/** Six significant digits without trailing zeros. */
function significant(value: number): string {
  return String(Number(value.toPrecision(6)));
}
