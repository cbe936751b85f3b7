import { calibratedJudges, watchJudges } from "../../app/calibrate/watch-judges.ts";
import { loadJudgedProject } from "../../app/project/load-judged-project.ts";
import { composeWriter } from "../../compose/compose-base.ts";
import { composeIssues } from "../../compose/compose-host.ts";
import { composeMeasuring } from "../../compose/compose-measuring.ts";
import { locateProject, projectRequest } from "../../compose/compose-project.ts";
import { UserError } from "../../core/errors.ts";
import { renderJson } from "../../core/report/json-text.ts";
import { describeIssueResult, renderDrift } from "../../core/report/terminal/drift-summary.ts";
import { terminalLines } from "../../core/report/wording.ts";
import { askingProgress } from "../asking-progress.ts";
import { exitCodes } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import type { DriftOptions, GlobalOptions } from "../options.ts";
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
  const judges = await calibratedJudges(project, named);
  const judging = await composeMeasuring(
    project.config.judge,
    {
      environment: io.env,
      onWarning: (text) => io.stderr.write(terminalLines(`warning: ${text}\n`)),
    },
    false,
  );
  const progress = askingProgress(io);
  const interrupt = new AbortController();
  const unsubscribe = io.onInterrupt(() => interrupt.abort());
  try {
    const watch = await watchJudges(
      {
        project,
        judges,
        judging,
        signal: interrupt.signal,
        nowMs: Date.now,
        onAnswer: (judge, answered) => progress.onAnswer(judge)(answered),
      },
      {
        ...(options.write && { writer: composeWriter(place.root) }),
        ...(address !== undefined && { issues: await composeIssues(address) }),
      },
    );
    progress.end();
    if (watch === undefined) {
      io.stderr.write("Interrupted: nothing was decided.\n");
      return exitCodes.interrupted;
    }
    const { kind, watched, text, issue } = watch;
    if (options.json) io.stdout.write(renderJson({ schema: driftSchema, watched }));
    else if (options.markdown) io.stdout.write(text);
    else io.stdout.write(renderDrift(watched, painterFor(options, io)));
    const told = issue === undefined ? undefined : describeIssueResult(issue);
    if (told !== undefined) io.stderr.write(`${terminalLines(told)}\n`);
    return driftExitCodes[kind];
  } finally {
    progress.end();
    unsubscribe();
  }
}

/** Version of the JSON that `drift --json` prints. */
const driftSchema = "tracegate.drift/1";

const driftExitCodes = {
  steady: exitCodes.pass,
  drifted: exitCodes.fail,
  unknown: exitCodes.undetermined,
} as const;

/** @throws UserError `ISSUE_UNADDRESSED` before anything is asked. */
function issueAddress(env: CliIo["env"]): Parameters<typeof composeIssues>[0] {
  const { GITHUB_REPOSITORY: repository = "", GITHUB_TOKEN: token = "", GITHUB_API_URL } = env;
  if (repository !== "" && token !== "") {
    return { repository, token, apiUrl: GITHUB_API_URL ?? "https://api.github.com" };
  }
  throw new UserError(
    "ISSUE_UNADDRESSED",
    `\`--issue\` needs GITHUB_REPOSITORY and GITHUB_TOKEN, and ${repository === "" ? "the first" : "the second"} is not set.`,
    "In a workflow use the action with `mode: drift`, or pass `GITHUB_TOKEN: ${{ github.token }}` in the step's `env`.",
  );
}
