import { z } from "zod";
import type { NewCommit, RepoFiles } from "../../ports/repo-files.ts";
import { type GitHubAddress, GitHubClient } from "./github-client.ts";
import { isRefused } from "./github-failure.ts";
import { readTexts } from "./read-texts.ts";
import { type Patience, patient } from "./retry.ts";
import { told } from "./told.ts";

const sha = z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/);
const reference = z.object({ object: z.object({ sha }) });
const object = z.object({ sha });
const commit = z.object({ tree: object });
const nothing = z.literal("");

const git = "/repos/{owner}/{repo}/git";
const refRoute = `${git}/ref/heads/{+branch}`;
const refsRoute = `${git}/refs/heads/{+branch}`;

/**
 * The branches and files of one GitHub repository.
 *
 * @throws UserError where the address cannot be one.
 */
export function gitHubFiles(address: GitHubAddress, patience: Patience = patient): RepoFiles {
  const client = new GitHubClient(address, patience);
  return {
    tipOf: (branch) =>
      told(`The branch ${branch}`, "contents: read", async () => await tipOf(client, branch)),
    readTexts: (ref, places) =>
      told(`The files at ${ref}`, "contents: read", async () => {
        return await readTexts(client, ref, places);
      }),
    makeCommit: (made) => write("The commit", async () => await makeCommit(client, made)),
    createBranch: (name, commitSha) =>
      write(`The branch ${name}`, async () => await createBranch(client, name, commitSha)),
    moveBranch: (name, commitSha) =>
      write(`The branch ${name}`, async () => await moveBranch(client, name, commitSha)),
    deleteBranch: (name) =>
      write(`The branch ${name}`, async () => {
        try {
          await client.ask(nothing, `DELETE ${refsRoute}`, { branch: name });
        } catch (error) {
          // GitHub says 422 of a branch that is not there.
          if (!isRefused(error, 404) && !isRefused(error, 422)) throw error;
        }
      }),
  };
}

function write<T>(what: string, request: () => Promise<T>): Promise<T> {
  return told(what, "contents: write", request);
}

async function tipOf(client: GitHubClient, branch: string): Promise<string | undefined> {
  try {
    return (await client.ask(reference, `GET ${refRoute}`, { branch })).object.sha;
  } catch (error) {
    if (isRefused(error, 404)) return undefined;
    throw error;
  }
}

/** Objects that nothing points at may be made twice: the same content has the same name, and git forgets it. */
async function makeCommit(
  client: GitHubClient,
  { parent, message, files }: NewCommit,
): Promise<string> {
  const route = `GET ${git}/commits/{commit}`;
  const base =
    parent === undefined ? undefined : (await client.ask(commit, route, { commit: parent })).tree;
  const entries = files.map(({ path, text }) => ({
    path,
    mode: "100644",
    type: "blob",
    ...(text === undefined ? { sha: null } : { content: text }),
  }));
  const tree = await client.ask(object, `POST ${git}/trees`, {
    ...(base !== undefined && { base_tree: base.sha }),
    tree: entries,
  });
  const made = { message, tree: tree.sha, parents: parent === undefined ? [] : [parent] };
  return (await client.ask(object, `POST ${git}/commits`, made)).sha;
}

/** Where the answer was lost, a branch that points at our own commit is the one that we made. */
async function createBranch(
  client: GitHubClient,
  name: string,
  commitSha: string,
): Promise<"created" | "exists"> {
  try {
    const made = { ref: `refs/heads/${name}`, sha: commitSha };
    await client.ask(reference, `POST ${git}/refs`, made);
    return "created";
  } catch (error) {
    if (!isRefused(error, 422)) throw error;
    const tip = await tipOf(client, name);
    if (tip === undefined) throw error;
    return tip === commitSha ? "created" : "exists";
  }
}

/** GitHub refuses with 422 what is no descendant, and where the branch is gone. */
async function moveBranch(
  client: GitHubClient,
  branch: string,
  commitSha: string,
): Promise<"moved" | "lost"> {
  try {
    const moved = { branch, sha: commitSha, force: false };
    await client.ask(reference, `PATCH ${refsRoute}`, moved);
    return "moved";
  } catch (error) {
    if (isRefused(error, 422) || isRefused(error, 404) || isRefused(error, 409)) return "lost";
    throw error;
  }
}
