import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { readResults } from "../app/gate/gate-results.ts";
import { decidedFiles, resultFiles } from "../app/results/result-files.ts";
import { makeResultFolder } from "../compose/compose-results.ts";
import { UserError } from "../core/errors.ts";
import type { EffectivePolicy } from "../core/gate/policy-of-base.ts";
import { renderRunContext } from "../core/plan/run-context.ts";
import type { RunFolder } from "../ports/result-store.ts";
import { carryAnswers } from "./carry-answers.ts";
import type { Inputs } from "./inputs.ts";
import type { JudgeAnswered, RunCount } from "./run-messages.ts";
import { runInProcess } from "./run-process.ts";
import { aboutOf, type StepContext } from "./step-context.ts";

/** `mode: run`: runs the agent and leaves result files; what they mean is said by the job that gates them. */
export async function runStep(context: StepContext): Promise<number> {
  const { io, plan, job } = context;
  const folder = await runAgent(context);
  const { recorded, planned } = readResults(folder, aboutOf(plan));
  const place = relative(job.workspace, folder.path);
  io.log(
    `${recorded} of ${planned} runs are in ${place}; a job in \`mode: gate\` decides on them.\n`,
  );
  io.output("results", place);
  await io.summarise(
    `${recorded} of ${planned} runs recorded in \`${place}\`; the gate decides on them.\n`,
  );
  return 0;
}

export type RunAgentOptions = {
  readonly onProgress?: (count: RunCount) => void;
  /** The commit whose agent is run too, to be compared with. */
  readonly rerun?: string;
  /** Whether the results are held against a baseline, for which every run may count; left out, they may be. */
  readonly isCompared?: boolean;
};

/**
 * Runs the dataset of the checkout and returns the folder of its results. Judge and simulator are the base branch's
 * where the caller knows them.
 *
 * All that is printed meanwhile is quoted: it commands no runner.
 */
export async function runAgent(
  { io, inputs, job, plan }: StepContext,
  {
    judge,
    simulator,
    policy,
    stop,
  }: Partial<Pick<EffectivePolicy, "judge" | "simulator" | "policy" | "stop">> = {},
  { onProgress, rerun, isCompared }: RunAgentOptions = {},
): Promise<RunFolder> {
  const root = join(job.workspace, inputs.root);
  mustBeCheckedOut(root, inputs);
  const folder = makeResultFolder(join(job.workspace, inputs.results));
  // Whatever stands there was not written by this run: it may even be part of the checkout.
  for (const name of [
    resultFiles.experiment,
    resultFiles.context,
    resultFiles.datasetReview,
    resultFiles.base,
  ])
    folder.remove(name);
  const carrier = carryAnswers(io, inputs);
  const request = {
    root,
    configPath: inputs.config,
    results: folder.path,
    ...(judge !== undefined && { judge }),
    ...(simulator !== undefined && { simulator }),
    ...(policy !== undefined && { policy }),
    ...(stop !== undefined && { stop }),
    ...(isCompared !== undefined && { isCompared }),
    ...(inputs.shard !== undefined && { shard: inputs.shard }),
    ...(plan.headSha !== undefined && { commit: plan.headSha }),
    ...(rerun !== undefined && { rerun: { sha: rerun } }),
    ...(plan.pullRequest !== undefined &&
      plan.baseSha !== undefined && {
        review: { base: plan.baseSha, mayUseLiveTools: plan.isByInsider === true },
      }),
    ...(carrier !== undefined && { carriesAnswers: true as const }),
  };
  const listener = {
    ...(onProgress !== undefined && { onProgress }),
    ...(carrier !== undefined && {
      onAnswersWanted: () => carrier.restore(),
      onAnswered: (answer: JudgeAnswered) => carrier.keep(answer),
    }),
  };
  try {
    await io.quoted(() => runInProcess(request, io, listener));
    await carrier?.save();
  } catch (error) {
    // What judges said was paid for, whatever became of the run; a job that is cancelled has no time left.
    if (!(error instanceof UserError && error.code === "RUN_CANCELLED")) await carrier?.save();
    throw error;
  } finally {
    carrier?.end();
  }
  // Made from the policy of the checkout; what counts is said by whoever gates.
  for (const name of decidedFiles) folder.remove(name);
  folder.write(resultFiles.context, renderRunContext(aboutOf(plan)));
  return folder;
}

function mustBeCheckedOut(root: string, { root: folder, config }: Inputs): void {
  if (existsSync(join(root, config))) return;
  const path = folder === "." ? config : `${folder}/${config}`;
  throw new UserError(
    "CONFIG_MISSING",
    `There is no ${path} in the workspace.`,
    "Check the repository out in a step before this one (`actions/checkout`), or name the project with the inputs `root` and `config`.",
  );
}
