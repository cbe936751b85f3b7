import { join, relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { loadProject } from "../app/load-project.ts";
import { resultFiles, runDataset } from "../app/run-dataset.ts";
import { isLineDue, type RunProgress, renderProgressLine } from "../app/run-experiment/progress.ts";
import { projectRequest } from "../compose/compose-project.ts";
import { makeResultFolder } from "../compose/compose-results.ts";
import { composeRun } from "../compose/compose-run.ts";
import type { Config } from "../core/config/config-file.ts";
import type { Experiment } from "../core/plan/experiment.ts";
import { renderRunContext } from "../core/plan/run-context.ts";
import type { RunFolder } from "../ports/result-store.ts";
import type { StepContext } from "./step-context.ts";

export type RunAgentResult = { readonly folder: RunFolder; readonly experiment: Experiment };

/** `mode: run`: runs the agent and leaves result files; what they mean is said by the job that gates them. */
export async function runStep(context: StepContext): Promise<number> {
  const { io, plan, job } = context;
  if (plan.row.does === "nothing") {
    io.log(`Not applicable: ${plan.row.why}\n`);
    io.output("decision", "not-applicable");
    return 0;
  }
  const { folder, experiment } = await runAgent(context);
  const { recorded, planned } = experiment;
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

/**
 * Runs the dataset of the checkout. The judge is the base branch's where the caller knows it.
 *
 * All that the agent prints meanwhile is quoted: it commands no runner.
 */
export async function runAgent(
  { io, inputs, job, plan }: StepContext,
  base?: Pick<Config, "judge">,
): Promise<RunAgentResult> {
  const root = join(job.workspace, inputs.root);
  const loaded = await loadProject(projectRequest({ root, configPath: inputs.config }));
  const project =
    base === undefined ? loaded : { ...loaded, config: withJudge(loaded.config, base) };
  return await io.quoted(async () => {
    const { facts, ports } = await composeRun(project, {
      root,
      environment: agentEnvironment(io.env),
      onWarning: (text) => io.log(`warning: ${stripVTControlCharacters(text)}\n`),
    });
    const folder = makeResultFolder(join(job.workspace, inputs.results));
    let last: RunProgress | undefined;
    const { experiment } = await runDataset(
      {
        project,
        ...facts,
        resume: false,
        signal: new AbortController().signal,
        onProgress: (progress) => {
          if (!isLineDue(progress, last)) return;
          last = progress;
          io.log(`${renderProgressLine(progress)}\n`);
        },
      },
      { ...ports, folderFor: () => folder },
    );
    folder.write(
      resultFiles.context,
      renderRunContext({
        ...(plan.headSha !== undefined && { headSha: plan.headSha }),
        ...(plan.pullRequest !== undefined && { pullRequest: plan.pullRequest }),
      }),
    );
    return { folder, experiment };
  });
}

function withJudge(config: Config, { judge }: Pick<Config, "judge">): Config {
  const { judge: _ofTheChange, ...rest } = config;
  return { ...rest, ...(judge !== undefined && { judge }) };
}

/** The job's variables without what speaks for us: the inputs hold the token. */
function agentEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(?:INPUT_|ACTIONS_)/.test(name)),
  );
}
