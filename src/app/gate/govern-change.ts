import type { Config } from "../../core/config/config-file.ts";
import { readConfig } from "../../core/config/read-config.ts";
import { asLogin } from "../../core/dataset/as-login.ts";
import { UserError } from "../../core/errors.ts";
import {
  changesAgent,
  type PlaceInRepository,
  pathInRepository,
} from "../../core/event/relevance.ts";
import { decideApproval, type HeldReview } from "../../core/gate/approval.ts";
import type { Governance } from "../../core/gate/decision.ts";
import { diffGovernance, digestChanges, type GovernedSide } from "../../core/gate/governance.ts";
import type { GovernedChange } from "../../core/gate/governed-change.ts";
import type { ApprovalHost, Review } from "../../ports/approval-host.ts";
import type { ChangedFiles, PullRequestHost } from "../../ports/pull-request-host.ts";
import type { GatedPullRequest } from "./find-pull-request.ts";
import { governedPaths, readGovernedSide, readGovernedSides, touchesAny } from "./read-governed.ts";

/** What is looked at to find out what a change does to the gate. */
export type GovernedPullRequest = {
  readonly pullRequest: GatedPullRequest;
  readonly changed: ChangedFiles;
  readonly base: Config;
  /** Absent where the change takes the configuration away. */
  readonly head?: Config;
};

export type GovernPorts = {
  readonly host: PullRequestHost;
  readonly approvals: ApprovalHost;
  readonly place: PlaceInRepository;
};

/**
 * What a pull request does to the gate, and whether an expert of the base branch has approved of it; `undefined` where
 * it does nothing to it.
 *
 * An approval is about the changes to the gate, whatever else was pushed since: it counts where they were the same at the
 * commit that it was given at.
 *
 * @throws UserError where the host cannot be asked: what a change does to the gate is then not known.
 */
export async function governChange(
  governed: GovernedPullRequest,
  ports: GovernPorts,
): Promise<Governance | undefined> {
  const { pullRequest, changed, base } = governed;
  const isListed = changed.kind === "complete";
  const changedPaths = isListed ? changed.paths : [];
  const paths = governedPaths(changedPaths, base, ports.place);
  const isConfigTouched =
    !isListed || changedPaths.includes(pathInRepository(ports.place.configPath, ports.place));
  if (!isConfigTouched && !touchesAny(paths)) return undefined;
  const head = isConfigTouched ? governed.head : base;
  const isSameDataset = isListed && !paths.isDatasetTouched;
  const [before, after] = await readGovernedSides(ports, paths, {
    base: { sha: pullRequest.baseSha, config: base },
    head: { sha: pullRequest.headSha, config: head ?? base, isSameDataset },
  });
  const changesOf = (side: GovernedSide, sha: string, config: Config | undefined): Changes => {
    const changes = [
      ...diffGovernance(before, side),
      ...(config === undefined
        ? [{ kind: "setting" as const, setting: ports.place.configPath, from: "the file" }]
        : []),
      ...(isListed ? [] : [{ kind: "unlisted-files" as const, head: sha }]),
    ];
    return { changes, digest: digestChanges(changes) };
  };
  const changesAt = async (sha: string, config: Config | undefined): Promise<Changes> => {
    const side = await readGovernedSide(ports, paths, { sha, config: config ?? base });
    return changesOf(side, sha, config);
  };
  const { changes, digest } = changesOf(after, pullRequest.headSha, head);
  if (changes.length === 0) return undefined;
  const { author } = await ports.approvals.about(pullRequest.number);
  const experts = before.experts;
  const reviews = await heldReviews(await ports.approvals.reviews(pullRequest.number), {
    experts,
    approvals: ports.approvals,
    sawThis: async (commit) => {
      if (commit === pullRequest.headSha) return true;
      return await isSameAt(commit, { digest, isConfigTouched, base, changesAt, ports });
    },
  });
  return {
    changes,
    digest,
    changesAgent: !isListed || changesAgent(changedPaths, base, ports.place),
    approval: decideApproval({ experts, author, reviews }),
  };
}

type Changes = { readonly changes: readonly GovernedChange[]; readonly digest: string };

type SameAt = {
  readonly digest: string;
  readonly isConfigTouched: boolean;
  readonly base: Config;
  readonly changesAt: (sha: string, config: Config | undefined) => Promise<Changes>;
  readonly ports: GovernPorts;
};

/** Whether the gate was changed in the same way at another commit of the pull request. */
async function isSameAt(
  commit: string,
  { digest, isConfigTouched, base, changesAt, ports: { host, place } }: SameAt,
): Promise<boolean | "unknown"> {
  try {
    if (!isConfigTouched) return (await changesAt(commit, base)).digest === digest;
    const path = pathInRepository(place.configPath, place);
    const text = await host.fileAt(path, commit);
    if (text === undefined) return (await changesAt(commit, undefined)).digest === digest;
    const { config, problems } = readConfig({ kind: "text", path, text });
    if (config === undefined || problems.length > 0) return false;
    return (await changesAt(commit, config)).digest === digest;
  } catch (error) {
    if (error instanceof UserError) return "unknown";
    throw error;
  }
}

type ReviewFacts = {
  readonly experts: readonly string[];
  readonly approvals: ApprovalHost;
  readonly sawThis: (commit: string) => Promise<boolean | "unknown">;
};

/** The latest yes or no of each person. */
async function heldReviews(
  reviews: readonly Review[],
  { experts, approvals, sawThis }: ReviewFacts,
): Promise<readonly HeldReview[]> {
  const latest = new Map<string, Review>();
  for (const review of reviews) {
    if (review.says !== "something" && !review.isBot) latest.set(asLogin(review.login), review);
  }
  const seen = new Map<string, Promise<boolean | "unknown">>();
  const held: HeldReview[] = [];
  for (const { login, says, commit } of latest.values()) {
    if (says === "something") continue;
    const isExpert = await isAmong(experts, login, approvals);
    let saw: HeldReview["sawThis"] = "unknown";
    if (says === "approved" && isExpert === true && commit !== undefined) {
      const known = seen.get(commit) ?? sawThis(commit);
      seen.set(commit, known);
      saw = await known;
    }
    held.push({ login, says, isExpert, sawThis: saw });
  }
  return held;
}

async function isAmong(
  experts: readonly string[],
  login: string,
  approvals: ApprovalHost,
): Promise<boolean | "unknown"> {
  if (experts.some((name) => asLogin(name) === asLogin(login))) return true;
  let isUnknown = false;
  for (const team of experts.filter((name) => name.includes("/"))) {
    const isIn = await approvals.isInTeam(team, login);
    if (isIn === true) return true;
    isUnknown ||= isIn === "unknown";
  }
  return isUnknown ? "unknown" : false;
}
