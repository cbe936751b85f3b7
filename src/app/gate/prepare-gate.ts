import type { BaselineConfig } from "../../core/config/baseline-config.ts";
import type { Config } from "../../core/config/config-file.ts";
import { readConfig } from "../../core/config/read-config.ts";
import { UserError } from "../../core/errors.ts";
import type { EventPlan } from "../../core/event/event-plan.ts";
import {
  isRelevant,
  type PlaceInRepository,
  pathInRepository,
} from "../../core/event/relevance.ts";
import { type Enforcement, enforcementOn } from "../../core/gate/enforcement.ts";
import {
  type EffectivePolicy,
  policyOfBase,
  policyOfItsOwn,
} from "../../core/gate/policy-of-base.ts";
import { type AnnotatedFiles, agentFileOf } from "../../core/report/comment/annotations.ts";
import { adoptionNote, policyNotes } from "../../core/report/comment/policy-notes.ts";
import type { PullRequestHost } from "../../ports/pull-request-host.ts";
import type { TrustSource } from "../calibrate/trust-judges.ts";
import type { ReleaseCheck } from "../score/released-evaluators.ts";
import type { GatedPullRequest } from "./find-pull-request.ts";
import type { GovernedPullRequest } from "./govern-change.ts";

export type PrepareGateRequest = {
  readonly plan: EventPlan;
  readonly pullRequest?: GatedPullRequest;
  readonly place: PlaceInRepository;
  readonly host: PullRequestHost;
  /** ISO date in UTC. */
  readonly today: string;
};

/** What is known before anything is run or read: what decides, and whether there is anything to decide. */
export type PreparedGate =
  | { readonly kind: "irrelevant" }
  | {
      readonly kind: "relevant";
      readonly policy: EffectivePolicy;
      readonly enforcement: Enforcement;
      /** Those of the commit that the policy is of: a change does not bring its own trust along. */
      readonly calibrations: Omit<TrustSource, "rule">;
      /** The files to annotate, as the configuration that decides names them. */
      readonly files: AnnotatedFiles;
      /** What a reader of the comment must know about the policy; Markdown of ours. */
      readonly notes: readonly string[];
      /** What the evaluators are held to; absent where nothing is merged into a base. */
      readonly releases?: Omit<ReleaseCheck, "host" | "place">;
      /** What it is compared with; absent where the configuration that decides names no store. */
      readonly baseline?: PreparedBaseline;
      /** What the change does to the gate itself is found out with it; absent where nothing is merged into a base. */
      readonly governed?: GovernedPullRequest;
    };

/**
 * Reads the policy that decides, and asks whether the change concerns the gate.
 *
 * All of it comes from the host at commits that the event names, never from the checkout, which the change
 * has written.
 *
 * @throws UserError where the host cannot be asked or a configuration cannot be used.
 */
export async function prepareGate(request: PrepareGateRequest): Promise<PreparedGate> {
  const { pullRequest, host, place, today } = request;
  const { config, policy, notes, sha, sides } = await readPolicy(request);
  let releases: Omit<ReleaseCheck, "host" | "place"> | undefined;
  let governed: GovernedPullRequest | undefined;
  if (pullRequest !== undefined) {
    const { number, baseSha } = pullRequest;
    const changed = await host.changedFiles(number);
    const isUnconcerned = changed.kind === "complete" && !isRelevant(changed.paths, config, place);
    if (isUnconcerned && (await isStillHead(host, pullRequest))) return { kind: "irrelevant" };
    const folders = { evaluators: config.evaluators, dataset: config.dataset };
    releases = { folders, baseSha, changed };
    if (sides !== undefined) governed = { pullRequest, changed, ...sides };
  }
  const baseline = baselineOf(config, request);
  return {
    kind: "relevant",
    ...(baseline !== undefined && { baseline }),
    ...(releases !== undefined && { releases }),
    ...(governed !== undefined && { governed }),
    policy,
    enforcement: enforcementOn(policy.enforce, today),
    calibrations: {
      folder: config.evaluators,
      read: (path) => host.fileAt(pathInRepository(path, place), sha),
    },
    files: {
      place,
      evaluators: config.evaluators,
      agent: agentFileOf(config, place.configPath),
    },
    notes,
  };
}

/** Where results are looked for and kept, and what the change is merged into. */
export type PreparedBaseline = {
  readonly config: BaselineConfig;
  /** Absent where nothing is merged, as on a push. */
  readonly base?: { readonly sha: string; readonly branch?: string };
};

function baselineOf(
  { baseline: config }: Config,
  { plan, pullRequest }: PrepareGateRequest,
): PreparedBaseline | undefined {
  if (config === undefined) return undefined;
  const sha = pullRequest?.baseSha ?? plan.baseSha;
  const branch = pullRequest?.baseRef ?? plan.baseRef;
  const base = sha === undefined ? undefined : { sha, ...(branch !== undefined && { branch }) };
  return {
    config,
    ...(base !== undefined && { base }),
  };
}

/** The files are those of the present head: where it has moved, they say nothing about the gated commit. */
async function isStillHead(host: PullRequestHost, gated: GatedPullRequest): Promise<boolean> {
  return (await host.pullRequest(gated.number)).headSha === gated.headSha;
}

type PolicyReading = {
  readonly policy: EffectivePolicy;
  /** The one that says what belongs to the project. */
  readonly config: Config;
  /** The commit that it was read at. */
  readonly sha: string;
  readonly notes: readonly string[];
  /** Of a change into a base that has a configuration. */
  readonly sides?: Pick<GovernedPullRequest, "base" | "head">;
};

async function readPolicy(request: PrepareGateRequest): Promise<PolicyReading> {
  const { plan, pullRequest } = request;
  const baseSha = pullRequest?.baseSha ?? plan.baseSha;
  const [base, head] = await Promise.all([
    baseSha === undefined ? undefined : readConfigAt(request, baseSha, "the base branch"),
    plan.headSha === undefined ? undefined : readConfigAt(request, plan.headSha, "the change"),
  ]);
  if (base !== undefined && baseSha !== undefined) {
    const policy = policyOfBase(base, head ?? base);
    const sides = { base, ...(head !== undefined && { head }) };
    return { policy, config: base, sha: baseSha, notes: policyNotes(policy), sides };
  }
  if (head === undefined || plan.headSha === undefined) throw missing(request.place);
  const own = { config: head, sha: plan.headSha };
  if (baseSha === undefined) return { ...own, policy: policyOfItsOwn(head), notes: [] };
  // Nobody has reviewed its waivers yet.
  const { waivers: _unreviewed, ...gate } = head.gate;
  return { ...own, policy: policyOfItsOwn({ ...head, gate }), notes: [adoptionNote] };
}

/** `undefined` where the commit has none. */
async function readConfigAt(
  { host, place }: PrepareGateRequest,
  sha: string,
  where: string,
): Promise<Config | undefined> {
  const path = pathInRepository(place.configPath, place);
  const text = await host.fileAt(path, sha);
  if (text === undefined) return undefined;
  const { config, problems } = readConfig({ kind: "text", path, text });
  if (config !== undefined && problems.length === 0) return config;
  throw new UserError(
    "CONFIG_INVALID",
    `${path} in ${where} cannot be used.`,
    "Mend the places above. Where it is the base branch's that is broken, somebody who may bypass the check has to merge the repair.",
    { problems },
  );
}

function missing(place: PlaceInRepository): UserError {
  return new UserError(
    "CONFIG_MISSING",
    `There is no ${pathInRepository(place.configPath, place)} in the tested commit.`,
    "Add it, or name another one with the inputs `root` and `config`.",
  );
}
