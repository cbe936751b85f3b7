import { join } from "node:path";
import { findSides } from "../app/baseline/find-sides.ts";
import { storeBaseline } from "../app/baseline/store-baseline.ts";
import type { PreparedBaseline } from "../app/gate/prepare-gate.ts";
import { resultFiles } from "../app/results/result-files.ts";
import {
  type ActionSurroundings,
  composeActionStores,
  composeActionTags,
} from "../compose/compose-action-baseline.ts";
import { UserError } from "../core/errors.ts";
import { eventRows } from "../core/event/event-plan.ts";
import type { Sides } from "../core/gate/compare-sides.ts";
import type { Experiment } from "../core/plan/experiment.ts";
import { parseExperiment } from "../core/plan/parse-result.ts";
import { terminalText } from "../core/report/wording.ts";
import type { RunFolder } from "../ports/result-store.ts";
import type { Audience } from "./publish.ts";
import type { StepContext } from "./step-context.ts";

/** Looks for what a change is compared with; nothing where the policy names no store or nothing is merged. */
export async function lookUpSides(
  context: StepContext,
  audience: Audience,
  prepared: PreparedBaseline | undefined,
): Promise<Sides> {
  const base = prepared?.base;
  if (prepared === undefined) return {};
  if (base === undefined) return { mergesNothing: true };
  const { config } = prepared;
  const surroundings = surroundingsOf(context, audience);
  return await findSides({
    config,
    base,
    stores: await composeActionStores(config, base.branch ?? "", surroundings),
    writtenIn: context.job.repository,
    nowMs: Date.now(),
  });
}

/** The merge base, where nothing is known of it and the policy lets its agent be run by this very job. */
export function commitToRun(
  { inputs }: StepContext,
  { baseline }: Sides,
  prepared: PreparedBaseline | undefined,
): string | undefined {
  // Results of another job may be a stranger's: what they say of the merge base is not asked.
  if (inputs.mode !== "run-and-gate") return undefined;
  const isWanted = prepared?.config.rerun === "worktree" && baseline?.kind === "none";
  return isWanted ? prepared.base?.sha : undefined;
}

/** What the run of the merge base left, where it got to its end. Only a job that runs the agent itself asks for it. */
export function withRerun(
  sides: Sides,
  prepared: PreparedBaseline | undefined,
  folder: RunFolder,
): Sides {
  const base = prepared?.base;
  const experiment = readRerun(folder);
  if (experiment === undefined || base === undefined)
    return { ...sides, baseline: { kind: "none", why: "not-run" } };
  const { sha: commit, branch } = base;
  const origin = {
    side: "merge-base" as const,
    source: "worktree" as const,
    commit,
    ...(branch !== undefined && { branch }),
  };
  return { ...sides, baseline: { kind: "found", experiments: [experiment], origin } };
}

/** `undefined` where it did not get to its end: that is no more than nothing to compare with. */
function readRerun(folder: RunFolder): Experiment | undefined {
  try {
    const text = folder.read(resultFiles.base);
    const experiment = text === undefined ? undefined : parseExperiment(text, resultFiles.base);
    return experiment?.isComplete === true ? experiment : undefined;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/**
 * Keeps the results of a push to the main branch for later comparisons; on every other event nothing is written.
 *
 * What goes wrong is a warning: the decision does not hang on it.
 */
export async function keepBaseline(
  context: StepContext,
  audience: Audience,
  {
    prepared,
    experiment,
  }: { readonly prepared: PreparedBaseline | undefined; readonly experiment: Experiment },
): Promise<void> {
  const { io, job, plan } = context;
  const { headSha } = plan;
  const branch = io.env["GITHUB_REF_NAME"] ?? "";
  if (plan.row.id !== eventRows.pushDefault.id || headSha === undefined) return;
  if (prepared === undefined || branch === "") return;
  if (!experiment.isComplete) {
    warn(context, "The run is not complete, so it is kept nowhere as a baseline.");
    return;
  }
  const { config } = prepared;
  const surroundings = surroundingsOf(context, audience);
  const { repository } = job;
  const stored = await storeBaseline({
    stores: await composeActionStores(config, branch, surroundings),
    release: config.release,
    tags: await composeActionTags(surroundings.address),
    entry: {
      writtenBy: { repository, branch, event: "push", commit: headSha },
      experiment,
    },
  });
  for (const { source, problem } of stored) {
    if (problem === undefined) io.log(`Kept as a baseline in the ${source}.\n`);
    else warn(context, `${problem.message} ${problem.fix}`);
  }
}

function warn({ io }: StepContext, message: string): void {
  io.annotate("warning", {
    title: "Tracegate could not keep the results as a baseline",
    message: terminalText(message, 1000),
  });
}

function surroundingsOf(
  { io, inputs, job }: StepContext,
  { host, place }: Audience,
): ActionSurroundings {
  const { repository, apiUrl, workspace } = job;
  return {
    address: { repository, apiUrl, token: inputs.token },
    host,
    place,
    root: join(workspace, inputs.root),
    environment: io.env,
  };
}
