import { join } from "node:path";
import { inspect } from "node:util";
import { loadProject } from "../app/project/load-project.ts";
import { resultFiles } from "../app/results/result-files.ts";
import { runDataset } from "../app/run/run-dataset.ts";
import { isLineDue, type RunProgress, renderProgressLine } from "../app/run-experiment/progress.ts";
import { composeToldVerdicts } from "../compose/compose-answers.ts";
import { projectRequest } from "../compose/compose-project.ts";
import { cacheFolder, makeResultFolder } from "../compose/compose-results.ts";
import { composeRun } from "../compose/compose-run.ts";
import { asksJudges } from "../compose/compose-score.ts";
import type { Project } from "../core/config/project.ts";
import { UserError } from "../core/errors.ts";
import { describeForecast } from "../core/report/terminal/describe-forecast.ts";
import type { VerdictCache } from "../ports/verdict-cache.ts";
import {
  type CarriedHere,
  type FinalAnswer,
  failedAnswer,
  type RunAnswer,
  type RunRequest,
} from "./run-messages.ts";

/**
 * The process that runs the agent: does what its first message asks and answers in one. It ends when the process
 * that started it does, or is ended by it.
 */
export async function runProcessMain(): Promise<void> {
  process.once("disconnect", () => process.exit(1));
  const answer = await answerTo(await firstMessage());
  // Whoever hears the answer ends this process, with all that it has not printed yet.
  await Promise.all([process.stdout, process.stderr].map(flushed));
  tell(answer);
}

function tell(answer: RunAnswer): void {
  process.send?.(answer);
}

/** Sent by our own bundle, so it is what it says. */
function firstMessage(): Promise<RunRequest> {
  return new Promise((resolve) => {
    process.once("message", (request: RunRequest) => resolve(request));
  });
}

async function answerTo(request: RunRequest): Promise<FinalAnswer> {
  try {
    await runAll(request);
    return { kind: "finished" };
  } catch (error) {
    if (!(error instanceof UserError)) print(inspect(error, { depth: 3 }));
    return failedAnswer(error);
  }
}

async function runAll(request: RunRequest): Promise<void> {
  const { root, configPath, results, judge, simulator, commit, policy, stop, shard } = request;
  const loaded = await loadProject(projectRequest({ root, configPath }));
  const config = {
    ...loaded.config,
    ...(judge !== undefined && { judge }),
    ...(simulator !== undefined && { simulator }),
  };
  const project = { ...loaded, config };
  // Before anything of the agent is loaded or started.
  const answers =
    request.carriesAnswers === true && asksJudges(project) ? await carriedAnswers() : undefined;
  const { facts, ports } = await composeRun(project, {
    root,
    environment: process.env,
    onWarning: (text) => print(`warning: ${text}`),
    cacheFolder: join(root, cacheFolder),
    ...(answers !== undefined && { answers }),
  });
  const folder = makeResultFolder(results);
  let last: RunProgress | undefined;
  await runDataset(
    {
      project,
      ...facts,
      ...(commit !== undefined && { commit }),
      resume: false,
      // Where another job gates, only that one knows whether there is a baseline.
      isCompared: request.isCompared ?? true,
      ...(policy !== undefined && { policy }),
      ...(stop !== undefined && { stop }),
      ...(shard !== undefined && { shard }),
      signal: new AbortController().signal,
      onProgress: (progress) => {
        if (!isLineDue(progress, last)) return;
        last = progress;
        print(renderProgressLine(progress));
        tell({ kind: "progress", recorded: progress.recorded, planned: progress.planned });
      },
    },
    {
      ...ports,
      folderFor: () => folder,
      onForecast: (forecast, budget) => print(describeForecast(forecast, budget)),
    },
  );
  if (request.rerun !== undefined) await rerun(project, request, request.rerun.sha);
  if (request.review !== undefined) await review(project, request, { ...request.review, answers });
}

/** What judges answered in earlier jobs; what they answer now is told to whoever started us, who keeps it. */
async function carriedAnswers(): Promise<VerdictCache> {
  const carried = new Promise<CarriedHere>((resolve) => {
    process.once("message", (message: CarriedHere) => resolve(message));
  });
  tell({ kind: "answers-wanted" });
  const { carriedIn } = await carried;
  return await composeToldVerdicts(carriedIn, (key, { model, json }) =>
    tell({ kind: "answered", key, model, json }),
  );
}

/** Runs the agent of the merge base; what cannot be run leaves nothing to compare with, and stops nothing else. */
async function rerun(project: Project, { root, results }: RunRequest, ref: string): Promise<void> {
  const [{ runAtCommit }, { composeReproduction }] = await Promise.all([
    import("../app/run/run-at-commit.ts"),
    import("../compose/compose-reproduction.ts"),
  ]);
  print(`The agent of ${ref.slice(0, 7)} is run too, to compare with.`);
  try {
    const { experiment } = await runAtCommit(
      { project, ref, stop: "off", signal: new AbortController().signal },
      composeReproduction(
        {
          root,
          environment: process.env,
          onWarning: (text) => print(`warning: ${text}`),
        },
        "base-runs",
      ),
    );
    makeResultFolder(results).write(resultFiles.base, `${JSON.stringify(experiment)}\n`);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    print(`warning: there is nothing to compare with: ${error.message} ${error.fix}`);
  }
}

/** Looks at what a pull request does to the dataset; only where it does anything is that loaded. */
async function review(
  project: Project,
  { root, configPath, results }: RunRequest,
  {
    base,
    mayUseLiveTools,
    answers,
  }: NonNullable<RunRequest["review"]> & { readonly answers: VerdictCache | undefined },
): Promise<void> {
  const [{ reviewDataset }, { composeReview }] = await Promise.all([
    import("../app/dataset/review-dataset.ts"),
    import("../compose/compose-review.ts"),
  ]);
  const found = await reviewDataset(
    {
      project,
      request: projectRequest({ root, configPath }),
      base,
      mayUseLiveTools,
      signal: new AbortController().signal,
      nowMs: Date.now,
    },
    composeReview(project, {
      root,
      environment: process.env,
      onWarning: (text) => print(`warning: ${text}`),
      ...(answers !== undefined && { answers }),
    }),
  );
  if (found === undefined) return;
  makeResultFolder(results).write(resultFiles.datasetReview, `${JSON.stringify(found)}\n`);
}

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.write("", () => resolve());
  });
}

/** Whoever started us makes it safe for the log. */
function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
