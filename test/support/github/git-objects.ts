// Commits, made through the Git database as a client would, so that every hash is a real one.

import { ask, tell, type World } from "./world.ts";

/** Text of a file, or `null` for one that is deleted. */
export type Files = Readonly<Record<string, string | Buffer | null>>;
type TreeEntry = {
  readonly path: string;
  readonly mode: string;
  readonly type: string;
  readonly sha: string | null;
};
type Commit = {
  readonly sha: string;
  readonly tree: { readonly sha: string };
  readonly message: string;
  readonly author: object;
  readonly committer: object;
  readonly parents: readonly { readonly sha: string }[];
};

/** Makes a commit on top of `parent` and returns its hash; no branch moves. */
export async function makeCommit(
  world: World,
  repository: string,
  options: {
    readonly parent: string;
    readonly files: Files;
    readonly message: string;
    readonly login: string;
  },
): Promise<string> {
  const git = `/repos/${repository}/git`;
  const { parent, files, message, login } = options;
  const owner = ownerOf(repository);
  const base = await tell<Commit>(world, "GET", `${git}/commits/${parent}`);
  const entries: TreeEntry[] = [];
  for (const [path, text] of Object.entries(files)) {
    const sha = text === null ? null : await makeBlob(world, repository, Buffer.from(text));
    entries.push({ path, mode: "100644", type: "blob", sha });
  }
  const tree = await tell<{ sha: string }>(world, "POST", `${git}/trees`, {
    body: { base_tree: base.tree.sha, tree: entries },
    login: owner,
  });
  const person = { name: login, email: `${login}@users.noreply.github.com` };
  const body = { message, tree: tree.sha, parents: [parent], author: person, committer: person };
  return (await tell<Commit>(world, "POST", `${git}/commits`, { body, login: owner })).sha;
}

async function makeBlob(world: World, repository: string, bytes: Buffer): Promise<string> {
  const body = { content: bytes.toString("base64"), encoding: "base64" };
  const options = { body, login: ownerOf(repository) };
  return (await tell<{ sha: string }>(world, "POST", `/repos/${repository}/git/blobs`, options))
    .sha;
}

function ownerOf(repository: string): string {
  return repository.split("/", 1)[0] ?? "";
}

/**
 * Brings a commit and all before it into another repository.
 *
 * GitHub keeps the objects of a repository and its forks together; emulate keeps them apart.
 */
export async function copyCommit(
  world: World,
  sha: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  if ((await ask(world, `/repos/${to}/git/commits/${sha}`)).status === 200) return;
  const commit = await tell<Commit>(world, "GET", `/repos/${from}/git/commits/${sha}`);
  for (const parent of commit.parents) await copyCommit(world, parent.sha, { from, to });
  const { tree } = await tell<{ tree: readonly TreeEntry[] }>(
    world,
    "GET",
    `/repos/${from}/git/trees/${commit.tree.sha}?recursive=1`,
  );
  const files = tree.filter(({ type }) => type === "blob");
  for (const file of files) {
    const blob = await tell<{ content: string }>(
      world,
      "GET",
      `/repos/${from}/git/blobs/${file.sha}`,
    );
    await makeBlob(world, to, Buffer.from(blob.content, "base64"));
  }
  const login = ownerOf(to);
  const entries = files.map(({ path, mode, type, sha: blob }) => ({ path, mode, type, sha: blob }));
  await tell(world, "POST", `/repos/${to}/git/trees`, { body: { tree: entries }, login });
  const copied = await tell<Commit>(world, "POST", `/repos/${to}/git/commits`, {
    login,
    body: {
      message: commit.message,
      tree: commit.tree.sha,
      parents: commit.parents.map((parent) => parent.sha),
      author: commit.author,
      committer: commit.committer,
    },
  });
  if (copied.sha !== sha) throw new Error(`Copying ${sha} to ${to} made ${copied.sha}`);
}

/** Points a branch at a commit, whether it exists or not. */
export async function setBranch(
  world: World,
  repository: string,
  { branch, sha }: { readonly branch: string; readonly sha: string },
): Promise<void> {
  const git = `/repos/${repository}/git`;
  const login = ownerOf(repository);
  const isThere = (await ask(world, `${git}/ref/heads/${branch}`)).status === 200;
  await (isThere
    ? tell(world, "PATCH", `${git}/refs/heads/${branch}`, { body: { sha, force: true }, login })
    : tell(world, "POST", `${git}/refs`, { body: { ref: `refs/heads/${branch}`, sha }, login }));
}
