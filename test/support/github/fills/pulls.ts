import { type Answer, notFound, validationFailed } from "../answers.ts";
import { type Call, type Handler, passOn, repositoryOf } from "../call.ts";
import type { OperationId } from "../contract.ts";
import { paged } from "../pages.ts";
import {
  comparePull,
  countedPull,
  currentPull,
  makeMergeCommit,
  type PullJson,
  pullAsIssue,
  tipOf,
} from "../pull-state.ts";
import { shaped } from "../shaped.ts";
import { ask, tell, type World } from "../world.ts";

async function pullOf(call: Call, number: string | undefined): Promise<PullJson | undefined> {
  const answer = await ask(call.world, `/repos/${repositoryOf(call).fullName}/pulls/${number}`);
  return answer.status === 200 ? currentPull(call.world, shaped<PullJson>(answer.body)) : undefined;
}

async function onePull(call: Call): Promise<Answer> {
  const answer = await passOn(call);
  if (answer.status >= 300) return answer;
  const pull = await currentPull(call.world, shaped<PullJson>(answer.body));
  return { ...answer, body: await countedPull(call.world, pull) };
}

async function listPulls(call: Call): Promise<Answer> {
  const answer = await passOn(call);
  if (answer.status >= 300) return answer;
  const pulls = shaped<readonly PullJson[]>(answer.body);
  return { ...answer, body: await Promise.all(pulls.map((pull) => currentPull(call.world, pull))) };
}

async function listFiles(call: Call): Promise<Answer> {
  const pull = await pullOf(call, call.parameters["pull_number"]);
  return pull === undefined ? notFound() : paged(call, (await comparePull(call.world, pull)).files);
}

/** emulate lists what came before the branch, too. */
async function listCommits(call: Call): Promise<Answer> {
  const pull = await pullOf(call, call.parameters["pull_number"]);
  return pull === undefined
    ? notFound()
    : paged(call, (await comparePull(call.world, pull)).commits);
}

/** Where a head such as `mal:fix` or `fix` lives. */
function headOf(
  call: Call,
  head: string,
): { readonly repository: string; readonly branch: string } {
  const { fullName, owner } = repositoryOf(call);
  const [login, branch] = head.includes(":") ? head.split(":", 2) : [owner, head];
  const fork = [...call.world.repositories.values()].find(
    (one) => one.owner === login && (one.fullName === fullName || one.forkOf === fullName),
  );
  return { repository: fork?.fullName ?? "", branch: branch ?? "" };
}

const invalid = (field: string): Answer =>
  validationFailed({ resource: "PullRequest", field, code: "invalid" });
const custom = (message: string): Answer =>
  validationFailed({ resource: "PullRequest", code: "custom", message });

async function allPulls(world: World, repository: string): Promise<readonly PullJson[]> {
  const pulls: PullJson[] = [];
  for (let page = 1; pulls.length === (page - 1) * 100; page += 1) {
    const path = `/repos/${repository}/pulls?state=all&per_page=100&page=${page}`;
    const more = await tell<readonly PullJson[]>(world, "GET", path);
    pulls.push(...(await Promise.all(more.map((pull) => currentPull(world, pull)))));
  }
  return pulls;
}

/** emulate makes a missing branch and a second pull request of the same branch; GitHub does not. */
async function createPull(call: Call): Promise<Answer> {
  const { world, body = {} } = call;
  const { fullName } = repositoryOf(call);
  const base = String(body["base"]);
  const head = headOf(call, String(body["head"]));
  const headSha = await tipOf(world, head.repository, head.branch);
  const baseSha = await tipOf(world, fullName, base);
  if (headSha === undefined) return invalid("head");
  if (baseSha === undefined) return invalid("base");
  const label = `${head.repository.split("/", 1)[0]}:${head.branch}`;
  const open = (await allPulls(world, fullName)).filter(({ state }) => state === "open");
  if (open.some((pull) => pull.head.label === label && pull.base.ref === base)) {
    return custom(`A pull request already exists for ${label}.`);
  }
  const compared = await ask(world, `/repos/${fullName}/compare/${baseSha}...${headSha}`);
  if (compared.status === 200 && shaped<{ ahead_by: number }>(compared.body).ahead_by === 0) {
    return custom(`No commits between ${base} and ${head.branch}`);
  }
  const answer = await passOn(call);
  if (answer.status >= 300) return answer;
  const pull = shaped<PullJson>(answer.body);
  const mergeSha = await makeMergeCommit(world, pull);
  return { ...answer, body: await countedPull(world, { ...pull, merge_commit_sha: mergeSha }) };
}

/**
 * GitHub answers with an empty list where the base repository is asked for a commit that only a
 * fork has; asked of the fork, it names the pull request. Pull requests closed unmerged are left out.
 */
async function pullsOfCommit(call: Call): Promise<Answer> {
  const { world } = call;
  const { fullName, forkOf } = repositoryOf(call);
  const sha = call.parameters["commit_sha"] ?? "";
  const known = await ask(world, `/repos/${fullName}/commits/${encodeURIComponent(sha)}`);
  if (known.status !== 200) return validationFailed(`No commit found for SHA: ${sha}`);
  const found: PullJson[] = [];
  for (const pull of await allPulls(world, forkOf ?? fullName)) {
    const isShown = pull.state === "open" || pull.merged_at !== null;
    if (!isShown || pull.head.repo.full_name !== fullName) continue;
    const { commits } = await comparePull(world, pull);
    if (commits.some((commit) => commit.sha === sha)) found.push(pull);
  }
  return paged(call, found);
}

async function getIssue(call: Call): Promise<Answer> {
  const pull = await pullOf(call, call.parameters["issue_number"]);
  return pull === undefined ? passOn(call) : { status: 200, body: pullAsIssue(pull) };
}

async function createReview(call: Call): Promise<Answer> {
  const pull = await pullOf(call, call.parameters["pull_number"]);
  if (pull === undefined) return notFound();
  if (pull.user.login === call.token?.login && call.body?.["event"] !== "COMMENT") {
    return validationFailed("Can not approve your own pull request");
  }
  const answer = await passOn(call, { commit_id: pull.head.sha, ...call.body });
  return answer.status === 201 ? { ...answer, status: 200 } : answer;
}

export const pullFills: Partial<Record<OperationId, Handler>> = {
  "pulls/get": onePull,
  "pulls/update": onePull,
  "pulls/list": listPulls,
  "pulls/list-commits": listCommits,
  "pulls/list-files": listFiles,
  "pulls/create": createPull,
  "pulls/create-review": createReview,
  "repos/list-pull-requests-associated-with-commit": pullsOfCommit,
  "issues/get": getIssue,
};
