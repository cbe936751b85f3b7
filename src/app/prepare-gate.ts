import type { Config } from "../core/config/config-file.ts";
import { readConfig } from "../core/config/read-config.ts";
import { UserError } from "../core/errors.ts";
import type { EventPlan } from "../core/event/event-plan.ts";
import { isRelevant, type PlaceInRepository, pathInRepository } from "../core/event/relevance.ts";
import { type Enforcement, enforcementOn } from "../core/gate/enforcement.ts";
import { type EffectivePolicy, policyOfBase } from "../core/gate/policy-of-base.ts";
import type { PullRequest, PullRequestHost } from "../ports/pull-request-host.ts";

export type PrepareGateRequest = {
  readonly plan: EventPlan;
  readonly place: PlaceInRepository;
  /** The configuration of the checkout; `undefined` where there is none. */
  readonly checkout: () => Promise<string | undefined>;
  readonly host: PullRequestHost;
  /** ISO date in UTC. */
  readonly today: string;
};

/** What is known before anything is run or read: whom it concerns and what decides. */
export type PreparedGate =
  | { readonly kind: "not-applicable"; readonly reason: string; readonly pullRequest?: PullRequest }
  | {
      readonly kind: "applicable";
      readonly pullRequest?: PullRequest;
      readonly policy: EffectivePolicy;
      /** The base branch's configuration, or the checkout's where the event has no base. */
      readonly config: Config;
      readonly enforcement: Enforcement;
      /** What a reader of the comment must know about the policy. */
      readonly notes: readonly string[];
    };

/**
 * Finds the pull request, the policy that decides about it, and whether its change concerns the gate.
 *
 * @throws UserError where GitHub cannot be asked or no configuration can be read.
 */
export async function prepareGate(request: PrepareGateRequest): Promise<PreparedGate> {
  const { plan, host, place, today } = request;
  if (plan.row.does === "nothing") return { kind: "not-applicable", reason: plan.row.why };
  const pullRequest = await findPullRequest(request);
  if (pullRequest === "moved")
    return {
      kind: "not-applicable",
      reason: `No open pull request has the head ${plan.headSha}: it was closed or got new commits meanwhile.`,
    };
  const decides = await readPolicies(request, pullRequest);
  const { config } = decides;
  if (pullRequest !== undefined && plan.pullRequest !== undefined) {
    const changed = await host.changedFiles(pullRequest.number);
    if (changed.kind === "complete" && !isRelevant(changed.paths, config, place))
      return {
        kind: "not-applicable",
        reason:
          "The change touches neither the agent, its dataset, its evaluators nor the configuration.",
        pullRequest,
      };
  }
  return {
    kind: "applicable",
    ...decides,
    ...(pullRequest !== undefined && { pullRequest }),
    enforcement: enforcementOn(config.enforce, today),
  };
}

async function findPullRequest({
  plan,
  host,
}: PrepareGateRequest): Promise<PullRequest | "moved" | undefined> {
  if (plan.pullRequest !== undefined) return host.pullRequest(plan.pullRequest);
  if (plan.head === undefined) return undefined;
  const [first, second] = await host.pullRequestsAt(plan.head);
  if (first === undefined) return "moved";
  if (second === undefined) return first;
  throw new UserError(
    "PULL_REQUEST_AMBIGUOUS",
    `#${first.number} and #${second.number} have the same head commit ${plan.head.sha}.`,
    "Close one of them, or push another commit to one.",
  );
}

type Policies = {
  readonly policy: EffectivePolicy;
  readonly config: Config;
  readonly notes: readonly string[];
};

async function readPolicies(
  request: PrepareGateRequest,
  pullRequest: PullRequest | undefined,
): Promise<Policies> {
  const { plan, host, place } = request;
  const path = pathInRepository(place.configPath, place);
  const baseRef = pullRequest?.baseSha ?? plan.policyRef;
  if (plan.policyFrom === "checkout" || baseRef === undefined)
    return alone(parseConfig(await request.checkout(), path, "the checkout"), []);
  const headRef = pullRequest?.headSha ?? plan.headSha;
  const [baseText, headText] = await Promise.all([
    host.fileAt(path, baseRef),
    headRef === undefined ? request.checkout() : host.fileAt(path, headRef),
  ]);
  if (baseText === undefined)
    return alone(parseConfig(headText, path, "the change"), [
      "The base branch has no configuration yet, so the floors are this pull request's own.",
    ]);
  const base = parseConfig(baseText, path, "the base branch");
  const head = headText === undefined ? base : parseConfig(headText, path, "the change");
  const policy = policyOfBase(base.gate, head.gate);
  return { policy, config: base, notes: describePolicy(policy) };
}

function alone(config: Config, notes: readonly string[]): Policies {
  return { policy: { policy: config.gate, added: [], kept: [] }, config, notes };
}

function parseConfig(text: string | undefined, path: string, where: string): Config {
  if (text === undefined)
    throw new UserError(
      "CONFIG_MISSING",
      `There is no ${path} in ${where}.`,
      "Add it, or name another one with the inputs `root` and `config`; where the job reads the checkout, check the repository out first.",
    );
  const { config, problems } = readConfig({ kind: "text", path, text });
  if (config !== undefined && problems.length === 0) return config;
  throw new UserError(
    "CONFIG_INVALID",
    `${path} in ${where} cannot be used.`,
    "Mend the places above. Where it is the base branch's that is broken, a repository's administrator has to merge the repair.",
    { problems },
  );
}

function describePolicy({ added, kept }: EffectivePolicy): readonly string[] {
  return [
    ...(kept.length > 0
      ? [`This pull request changes the policy of ${list(kept)}; the base branch's is what counts.`]
      : []),
    ...(added.length > 0 ? [`New with this pull request: a floor for ${list(added)}.`] : []),
  ];
}

/** Names of dimensions are slugs and need no escape. */
function list(names: readonly string[]): string {
  return names.map((name) => `**${name}**`).join(", ");
}
