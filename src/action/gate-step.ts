import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gateResults } from "../app/gate-results.ts";
import { type PreparedGate, prepareGate } from "../app/prepare-gate.ts";
import {
  type Publication,
  type PublicationResult,
  publishDecision,
} from "../app/publish-decision.ts";
import { composeHost } from "../compose/compose-host.ts";
import { existingResultFolder } from "../compose/compose-results.ts";
import type { EventPlan } from "../core/event/event-plan.ts";
import type { PlaceInRepository } from "../core/event/relevance.ts";
import { renderComment } from "../core/report/comment.ts";
import { renderCouldNotRun } from "../core/report/could-not-run.ts";
import { headline } from "../core/report/headline.ts";
import { terminalWording } from "../core/report/wording.ts";
import type { PullRequestHost } from "../ports/pull-request-host.ts";
import { asUserError, reportDecision, reportError, reportPublication } from "./report.ts";
import { runAgent } from "./run-step.ts";
import type { StepContext } from "./step-context.ts";

/** `mode: gate` and `mode: run-and-gate`: decides, says it everywhere, and returns the exit code. */
export async function gateStep(context: StepContext): Promise<number> {
  const { inputs, job, plan, io } = context;
  const host = await composeHost({ ...job, token: inputs.token });
  const place: PlaceInRepository = {
    folder: inputs.root === "." ? "" : inputs.root,
    configPath: inputs.config,
  };
  const marker = markerOf(place);
  let prepared: PreparedGate;
  try {
    prepared = await prepareGate({
      plan,
      place,
      host,
      checkout: () => textOf(join(job.workspace, inputs.root, inputs.config)),
      today: new Date().toISOString().slice(0, 10),
    });
  } catch (error) {
    const body = renderCouldNotRun(asUserError(error), { marker });
    await publishTo(context, { host, pullRequest: pullRequestOf(plan), marker, body });
    throw error;
  }
  if (prepared.kind === "not-applicable") return await notApplicable(context, prepared.reason);
  const { pullRequest, enforcement } = prepared;
  const mayBlock = enforcement.kind === "enforced";
  const publish = (body: string, status: Status): Promise<void> =>
    publishTo(context, { host, pullRequest, marker, body, status });
  try {
    const { experiment, decision } = await decide(context, prepared);
    const options = { enforcement, notes: prepared.notes };
    await reportDecision(io, { experiment, decision, enforcement });
    await io.summarise(renderComment(experiment, decision, options));
    const isGreen = decision.kind === "pass" || !mayBlock;
    await publish(renderComment(experiment, decision, { ...options, marker }), {
      isGreen,
      description: headline(decision, terminalWording, enforcement),
    });
    return isGreen ? 0 : 1;
  } catch (error) {
    const known = asUserError(error);
    await publish(renderCouldNotRun(known, { marker, enforcement }), {
      isGreen: !mayBlock,
      description: `The gate could not run: ${known.message}`,
    });
    return await reportError(io, error, enforcement);
  }
}

type Applicable = Extract<PreparedGate, { kind: "applicable" }>;

async function decide(
  context: StepContext,
  { config, policy, pullRequest, enforcement }: Applicable,
): Promise<ReturnType<typeof gateResults>> {
  const { inputs, job, plan } = context;
  const folder =
    inputs.mode === "run-and-gate"
      ? (await runAgent(context, config)).folder
      : existingResultFolder(join(job.workspace, inputs.results));
  return gateResults(folder, {
    policy: policy.policy,
    enforcement,
    about: {
      ...(plan.headSha !== undefined && { headSha: plan.headSha }),
      ...(pullRequest !== undefined && { pullRequest: pullRequest.number }),
    },
  });
}

type Status = { readonly isGreen: boolean; readonly description: string };

type Post = {
  readonly host: PullRequestHost;
  readonly pullRequest: Publication["pullRequest"] | undefined;
  readonly marker: string;
  readonly body: string;
  readonly status?: Status;
};

async function publishTo({ io, inputs, plan }: StepContext, post: Post): Promise<void> {
  const { pullRequest, status, ...rest } = post;
  if (pullRequest === undefined || !inputs.mayComment) return;
  const published: PublicationResult = await publishDecision({
    ...rest,
    pullRequest,
    ...(inputs.commentAuthor !== undefined && { author: inputs.commentAuthor }),
    // After `workflow_run` the job belongs to the default branch: only a status reaches the pull request.
    ...(plan.head !== undefined && status !== undefined && { status }),
  });
  reportPublication(io, published);
}

/** The pull request as the event names it, before GitHub has been asked. */
function pullRequestOf({ pullRequest: number, headSha }: EventPlan): Post["pullRequest"] {
  return number === undefined || headSha === undefined ? undefined : { number, headSha };
}

async function notApplicable({ io }: StepContext, reason: string): Promise<number> {
  io.log(`Not applicable: ${reason}\n`);
  io.output("decision", "not-applicable");
  await io.summarise(`**Not applicable.** ${reason}\n`);
  return 0;
}

/** Hidden first line of the comment; a repository may hold several projects, each with a comment of its own. */
function markerOf(place: PlaceInRepository): string {
  const key = createHash("sha256").update(`${place.folder}\0${place.configPath}`).digest("hex");
  return `<!-- tracegate:gate:${key.slice(0, 16)} -->`;
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch {
    // Missing and unreadable are told alike: there is no configuration that can be used.
    return undefined;
  }
}
