import type { Tally } from "../../core/plan/experiment.ts";

/** How far an experiment has got. */
export type RunProgress = {
  readonly planned: number;
  /** Runs in the journal, those of earlier starts included. */
  readonly recorded: number;
  /** Of these, runs that the journal held before this start. */
  readonly resumed: number;
  readonly running: number;
  /** How the recorded runs stand, all dimensions taken together. */
  readonly standings: Tally;
  /** Since this start. */
  readonly elapsedMs: number;
};

/** How often a log line is due where nobody watches. */
const lineEveryMs = 5_000;
const lineEveryShare = 0.25;

/**
 * One line for a terminal, at most `columns` wide: a bar, how much is done, the rate, the time left, the failures.
 *
 * Parts that do not fit are left out from the right; the count of runs always stays.
 */
export function renderProgressBar(progress: RunProgress, columns: number): string {
  const { planned, recorded, standings } = progress;
  const share = shareOf(progress);
  const parts = [
    `${recorded}/${planned} runs`,
    ...(standings.failed > 0 ? [`${standings.failed} failed`] : []),
    ...describeErrors(standings.missing),
    ...describePace(progress),
  ];
  const percent = `${Math.floor(share * 100)}`.padStart(3);
  const wide = parts.join(" · ");
  const barColumns = Math.min(30, columns - wide.length - percent.length - 4);
  if (barColumns >= 8) return `${renderBar(share, barColumns)} ${percent} % ${wide}`;
  let text = "";
  for (const part of parts) {
    const longer = text === "" ? part : `${text} · ${part}`;
    if (longer.length > columns && text !== "") break;
    text = longer;
  }
  return text.slice(0, Math.max(0, columns));
}

function describeErrors(runs: number): readonly string[] {
  return runs === 0 ? [] : [`${runs} ${runs === 1 ? "error" : "errors"}`];
}

/** One line for a log. */
export function renderProgressLine(progress: RunProgress): string {
  const { planned, recorded, resumed, standings } = progress;
  const { passed, failed, unscored, missing } = standings;
  const counts = [
    `${passed} passed`,
    `${failed} failed`,
    ...(unscored > 0 ? [`${unscored} unscored`] : []),
    ...describeErrors(missing),
    ...(resumed > 0 ? [`${resumed} from the journal`] : []),
  ];
  const percent = Math.floor(shareOf(progress) * 100);
  return [
    `${recorded}/${planned} runs (${percent} %)`,
    counts.join(", "),
    ...describePace(progress),
  ].join(" · ");
}

/**
 * Whether a log gets another line, after `last` was its latest.
 *
 * The first and the last state always do; between them each quarter of the plan, and every five seconds.
 */
export function isLineDue(progress: RunProgress, last: RunProgress | undefined): boolean {
  if (last === undefined) return true;
  if (progress.recorded === last.recorded) return false;
  if (progress.recorded === progress.planned) return true;
  const quarter = (state: RunProgress): number => Math.floor(shareOf(state) / lineEveryShare);
  return quarter(progress) > quarter(last) || progress.elapsedMs - last.elapsedMs >= lineEveryMs;
}

function shareOf({ planned, recorded }: RunProgress): number {
  return planned === 0 ? 1 : recorded / planned;
}

/** The rate and the time left; nothing where no run of this start has ended yet. */
function describePace({ planned, recorded, resumed, elapsedMs }: RunProgress): readonly string[] {
  const done = recorded - resumed;
  if (done <= 0 || elapsedMs <= 0) return [];
  const perMs = done / elapsedMs;
  const rest =
    planned === recorded
      ? `took ${renderDuration(elapsedMs)}`
      : `${renderDuration((planned - recorded) / perMs)} left`;
  return [renderRate(perMs * 1_000), rest];
}

function renderRate(perSecond: number): string {
  if (perSecond < 1) return `${Math.round(perSecond * 600) / 10}/min`;
  return perSecond < 10 ? `${Math.round(perSecond * 10) / 10}/s` : `${Math.round(perSecond)}/s`;
}

/** `840 ms`, `12 s`, `3 min 20 s`, `2 h 5 min`. */
function renderDuration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${seconds % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"] as const;

function renderBar(share: number, columns: number): string {
  const filled = Math.floor(share * columns * 8);
  const full = Math.floor(filled / 8);
  const bar = `${"█".repeat(full)}${eighths[filled % 8] ?? ""}`;
  return `${bar}${"░".repeat(columns - bar.length)}`;
}
