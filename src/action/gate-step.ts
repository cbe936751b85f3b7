import { findPullRequest } from "../app/gate/find-pull-request.ts";
import { gateResults } from "../app/gate/gate-results.ts";
import { type PreparedGate, prepareGate } from "../app/gate/prepare-gate.ts";
import { settleDecision } from "../app/gate/settle-decision.ts";
import { baselineSide } from "../app/publish/write-reports.ts";
import { resultFiles } from "../app/results/result-files.ts";
import { mustKeepReleases } from "../app/score/released-evaluators.ts";
import { composeApprovals, composeHost } from "../compose/compose-host.ts";
import { existingResultFolder } from "../compose/compose-results.ts";
import type { Sides } from "../core/gate/compare-sides.ts";
import type { Enforcement } from "../core/gate/enforcement.ts";
import { renderComment } from "../core/report/comment/comment.ts";
import { renderCouldNotRun } from "../core/report/comment/could-not-run.ts";
import { renderNotApplicable } from "../core/report/comment/not-applicable.ts";
import { renderDecisionJson } from "../core/report/decision/decision-json.ts";
import { blocking, headline } from "../core/report/decision/headline.ts";
import { terminalWording } from "../core/report/wording.ts";
import type { RunFolder } from "../ports/result-store.ts";
import { asUserError } from "./as-user-error.ts";
import { commitToRun, keepBaseline, lookUpSides, withRerun } from "./baseline-step.ts";
import { liveComment } from "./live-comment.ts";
import { type Audience, publish } from "./publish.ts";
import { publishReports } from "./publish-reports.ts";
import { publishReview, withdrawReview } from "./publish-review.ts";
import { reportDecision, reportError } from "./report.ts";
import { reportNotApplicable } from "./report-not-applicable.ts";
import type { RunCount } from "./run-messages.ts";
import { runAgent } from "./run-step.ts";
import { aboutOf, placeOf, type StepContext } from "./step-context.ts";
import { tellPassing } from "./tell-passing.ts";

/** `mode: gate` and `mode: run-and-gate`: decides, says it everywhere, and returns the exit code. */
export async function gateStep(context: StepContext): Promise<number> {
  const { inputs, job, plan, io } = context;
  const host = await composeHost({ ...job, token: inputs.token });
  const place = placeOf(inputs);
  let audience: Audience = { host, place };
  let enforcement: Enforcement = { kind: "enforced" };
  try {
    const found = await findPullRequest(plan, host);
    if (found.kind === "gone") return await reportNotApplicable(io, noPullRequest);
    if (found.kind === "found") audience = { ...audience, pullRequest: found.pullRequest };
    const today = new Date().toISOString().slice(0, 10);
    const prepared = await prepareGate({ ...audience, plan, today });
    if (prepared.kind === "irrelevant") {
      const told = await publish(context, audience, {
        isGreen: true,
        description: `Not applicable. ${unconcerned}`,
        comment: (marker) => renderNotApplicable(unconcerned, { marker }),
        isOptional: true,
      });
      if (isPublished(told)) await withdrawReview(context, audience);
      return await reportNotApplicable(io, unconcerned);
    }
    enforcement = prepared.enforcement;
    return await decideAndTell(context, prepared, { audience, today });
  } catch (error) {
    const known = asUserError(error);
    await publish(context, audience, {
      isGreen: enforcement.kind !== "enforced",
      description: `${blocking(enforcement)}: the gate could not run: ${known.message}`,
      comment: (marker) => renderCouldNotRun(known, { marker, enforcement }),
    });
    return await reportError(io, error, enforcement);
  }
}

const noPullRequest =
  "No open pull request has this commit as its head: it was closed, it got new commits, or there never was one.";
const unconcerned =
  "The change touches neither the agent, its dataset, its evaluators nor the configuration.";

type Relevant = Extract<PreparedGate, { kind: "relevant" }>;

async function decideAndTell(
  context: StepContext,
  prepared: Relevant,
  { audience, today }: { readonly audience: Audience; readonly today: string },
): Promise<number> {
  const { io, inputs, job } = context;
  const { policy, enforcement, calibrations, notes, releases, governed, files, baseline } =
    prepared;
  const found = await lookUpSides(context, audience, baseline);
  const rerun = commitToRun(context, found, baseline);
  const isCompared = mayBeCompared(context.plan, found, rerun);
  const folder = await resultsOf(context, policy, { audience, rerun, isCompared });
  const sides = rerun === undefined ? found : withRerun(found, baseline, folder);
  const { experiment, decision: decided } = await gateResults(folder, {
    policy,
    calibrations,
    about: { ...aboutOf(context.plan), ...numberOf(audience) },
    sides,
  });
  await keepBaseline(context, audience, { prepared: baseline, experiment });
  if (releases !== undefined) {
    const { host, place } = audience;
    await mustKeepReleases(experiment, { ...releases, host, place });
  }
  const decision = await settleDecision(
    decided,
    {
      experiment,
      policy: policy.policy,
      today,
      ...(audience.pullRequest !== undefined && { number: audience.pullRequest.number }),
      ...(governed !== undefined && { governed }),
    },
    {
      ...audience,
      calibrations,
      approvals: () => composeApprovals({ ...job, token: inputs.token }),
    },
  );
  const annotatesFiles = inputs.isCheckRun !== true;
  await reportDecision(io, { experiment, decision, enforcement, files, annotatesFiles });
  const { runUrl } = job;
  const shown = { enforcement, notes, ...(runUrl !== undefined && { runUrl }) };
  const body = renderComment(experiment, decision, shown);
  await io.summarise(body);
  if (inputs.mode === "run-and-gate") {
    folder.write(resultFiles.decision, renderDecisionJson(experiment, decision));
    folder.write(resultFiles.comment, body);
  }
  const beside = baselineSide(sides, policy.policy);
  const reported = { experiment, decision, enforcement, files, summary: body, ...beside };
  await publishReports(context, folder, reported);
  const isGreen = decision.kind === "pass" || enforcement.kind !== "enforced";
  const told = await publish(context, audience, {
    isGreen,
    description: headline(decision, terminalWording, enforcement),
    comment: (marker) => renderComment(experiment, decision, { ...shown, marker }),
  });
  // What kept the one comment from being written keeps the other too, and has been told.
  if (isPublished(told))
    await publishReview(context, audience, {
      folder,
      decision,
      ...(releases !== undefined && { releases }),
    });
  await tellPassing(context, experiment);
  return isGreen ? 0 : 1;
}

function isPublished(told: Awaited<ReturnType<typeof publish>>): boolean {
  return told !== undefined && told.kind !== "not-published";
}

/** Of the agent that is run here and now, or of the job before. */
async function resultsOf(
  context: StepContext,
  policy: Relevant["policy"],
  {
    audience,
    rerun,
    isCompared,
  }: {
    readonly audience: Audience;
    readonly rerun: string | undefined;
    readonly isCompared: boolean;
  },
): Promise<RunFolder> {
  const { inputs, job } = context;
  if (inputs.mode === "run-and-gate") {
    const live = liveComment(context, audience);
    try {
      const onProgress = (count: RunCount): void => live.show(count);
      return await runAgent(context, policy, {
        onProgress,
        isCompared,
        ...(rerun !== undefined && { rerun }),
      });
    } finally {
      await live.end();
    }
  }
  const { results } = inputs;
  if (inputs.parts === undefined) return existingResultFolder(job.workspace, results);
  const { joinParts } = await import("./join-parts.ts");
  const about = { ...aboutOf(context.plan), ...numberOf(audience) };
  return await joinParts(context, inputs.parts, about);
}

/** Results that nothing is merged into, such as those of a push, become the baseline of others. */
function mayBeCompared(
  { baseSha }: StepContext["plan"],
  { baseline, release }: Sides,
  rerun: string | undefined,
): boolean {
  if (baseSha === undefined || rerun !== undefined) return true;
  return [baseline, release].some((side) => side?.kind === "found");
}

function numberOf({ pullRequest }: Audience): { readonly pullRequest?: number } {
  return pullRequest === undefined ? {} : { pullRequest: pullRequest.number };
}
