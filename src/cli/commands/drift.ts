import { chooseJudges } from "../../app/choose-judges.ts";
import { type JudgedProject, loadJudgedProject } from "../../app/load-judged-project.ts";
import { readCalibrationOf, watchDrift } from "../../app/watch-drift.ts";
import { composeWriter } from "../../compose/compose-base.ts";
import { composeIssues } from "../../compose/compose-host.ts";
import { composeMeasuring } from "../../compose/compose-measuring.ts";
import { locateProject, projectRequest } from "../../compose/compose-project.ts";
import type { Calibration } from "../../core/calibrate/calibration.ts";
import type { WatchedJudge } from "../../core/calibrate/watched-judge.ts";
import { UserError } from "../../core/errors.ts";
import type { Judge } from "../../core/evaluator/evaluator.ts";
import { renderDrift, renderDriftIssue } from "../../core/report/drift-summary.ts";
import { renderJson } from "../../core/report/json-text.ts";
import { countOf } from "../../core/report/numbers.ts";
import { terminalLines } from "../../core/report/wording.ts";
import type { IssueHost } from "../../ports/issue-host.ts";
import { askingProgress } from "../asking-progress.ts";
import type { DriftOptions } from "../declare/drift.ts";
import { exitCodes } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import type { GlobalOptions } from "../options.ts";
import { painterFor } from "../painter.ts";

/** `tracegate drift`: whether judges still judge as they did when they were measured. */
export async function driftCommand(
  named: readonly string[],
  options: DriftOptions & GlobalOptions,
  io: CliIo,
): Promise<number> {
  const place = locateProject(io.cwd, options);
  const address = options.issue ? issueAddress(io.env) : undefined;
  const project = await loadJudgedProject(projectRequest(place));
  const calibrated = await readCalibrations(project, named);
  const judging = await composeMeasuring(
    project.config.judge,
    {
      environment: io.env,
      onWarning: (text) => io.stderr.write(terminalLines(`warning: ${text}\n`)),
    },
    false,
  );
  const writer = options.write ? composeWriter(place.root) : undefined;
  const progress = askingProgress(io);
  const interrupt = new AbortController();
  const unsubscribe = io.onInterrupt(() => interrupt.abort());
  const { signal } = interrupt;
  const watched: WatchedJudge[] = [];
  try {
    for (const { judge, calibration } of calibrated) {
      const onAnswer = progress.onAnswer(judge.ref);
      const request = { project, judge, calibration, judging, signal, onAnswer, nowMs: Date.now };
      watched.push(await watchDrift(request, writer));
      if (signal.aborted) break;
    }
  } finally {
    progress.end();
    unsubscribe();
  }
  if (signal.aborted) {
    io.stderr.write("Interrupted: nothing was decided.\n");
    return exitCodes.interrupted;
  }
  const issue = renderDriftIssue(watched, markerOf(project));
  if (options.json) io.stdout.write(renderJson({ schema: driftSchema, watched }));
  else if (options.markdown) io.stdout.write(issue);
  else io.stdout.write(renderDrift(watched, painterFor(options, io)));
  if (address !== undefined) {
    await tellIssue(await composeIssues(address), { body: issue, watched, project }, io);
  }
  return exitCodeOf(watched);
}

/** Version of the JSON that `drift --json` prints. */
const driftSchema = "tracegate.drift/1";

function markerOf({ dataset }: JudgedProject): string {
  return `<!-- tracegate:drift:${dataset.name} -->`;
}

type Calibrated = { readonly judge: Judge; readonly calibration: Calibration };

async function readCalibrations(
  project: JudgedProject,
  named: readonly string[],
): Promise<readonly Calibrated[]> {
  const found: Calibrated[] = [];
  for (const judge of chooseJudges(project, named)) {
    const calibration = await readCalibrationOf(project, judge);
    if (calibration !== undefined) found.push({ judge, calibration });
    else if (named.length > 0) throw notMeasured(judge.ref);
  }
  if (found.length === 0) throw notMeasured("No judge of the project");
  return found;
}

function notMeasured(who: string): UserError {
  return new UserError(
    "CALIBRATION_MISSING",
    `${who} has no calibration, so there is nothing to have drifted from.`,
    "Measure it on human labels with `tracegate calibrate`.",
  );
}

/** @throws UserError `ISSUE_UNADDRESSED` before anything is asked. */
function issueAddress(env: CliIo["env"]): Parameters<typeof composeIssues>[0] {
  const { GITHUB_REPOSITORY: repository = "", GITHUB_TOKEN: token = "", GITHUB_API_URL } = env;
  if (repository !== "" && token !== "") {
    return { repository, token, apiUrl: GITHUB_API_URL ?? "https://api.github.com" };
  }
  throw new UserError(
    "ISSUE_UNADDRESSED",
    `\`--issue\` needs GITHUB_REPOSITORY and GITHUB_TOKEN, and ${repository === "" ? "the first" : "the second"} is not set.`,
    "In a workflow, pass `GITHUB_TOKEN: ${{ github.token }}` in the step's `env`, with `issues: write` in the job's `permissions`.",
  );
}

/** What cannot be told on GitHub is told here, and changes no exit code. */
async function tellIssue(
  host: IssueHost,
  {
    body,
    watched,
    project,
  }: {
    readonly body: string;
    readonly watched: readonly WatchedJudge[];
    readonly project: JudgedProject;
  },
  { stderr }: Pick<CliIo, "stderr">,
): Promise<void> {
  const drifted = watched.filter(({ drift }) => drift.kind === "drifted");
  const isSteady = watched.every(({ drift }) => drift.kind === "steady");
  // What cannot be known opens no issue and closes none.
  if (drifted.length === 0 && !isSteady) return;
  const result = await host.upsertIssue({
    marker: markerOf(project),
    title: `Tracegate: ${countOf(drifted.length, "judge")} of ${project.dataset.name} drifted`,
    body,
    ...(isSteady && { isSettled: true }),
  });
  if (result.kind === "absent") return;
  const line =
    result.kind === "not-published"
      ? `warning: ${result.reason}\n  fix: ${result.fix}`
      : `Issue ${result.kind}: ${result.url}`;
  stderr.write(`${terminalLines(line)}\n`);
}

function exitCodeOf(watched: readonly WatchedJudge[]): number {
  if (watched.some(({ drift }) => drift.kind === "drifted")) return exitCodes.fail;
  return watched.every(({ drift }) => drift.kind === "steady")
    ? exitCodes.pass
    : exitCodes.undetermined;
}
