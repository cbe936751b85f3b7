import { z } from "zod";
import type { GitHubClient } from "./github-client.ts";
import { GitHubFailure } from "./github-failure.ts";

const object = z.object({
  kind: z.string(),
  isBinary: z.boolean().nullish(),
  isTruncated: z.boolean().nullish(),
  text: z.string().nullish(),
});
const answer = z.object({ repository: z.record(z.string(), object.nullable()).nullable() });

/** GitHub refuses questions that ask for too much at once. */
const mostAtOnce = 50;

/** What is known of a file at a commit: its text, that there is none, or that it has to be read alone. */
export type FileAtCommit = { readonly text: string } | "missing" | "read-alone";

/**
 * Many files at one commit, by one GraphQL question for fifty of them. Rejects with `GitHubFailure` where the commit is
 * gone: a missing file must not be told from a missing commit.
 */
export async function readFiles(
  client: GitHubClient,
  sha: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, FileAtCommit>> {
  const files = new Map<string, FileAtCommit>();
  for (let at = 0; at < paths.length; at += mostAtOnce) {
    const some = paths.slice(at, at + mostAtOnce);
    for (const [path, file] of await readSome(client, sha, some)) files.set(path, file);
  }
  return files;
}

async function readSome(
  client: GitHubClient,
  sha: string,
  paths: readonly string[],
): Promise<readonly (readonly [string, FileAtCommit])[]> {
  const declared = paths.map((_, index) => `, $at${index}: String!`).join("");
  const asked = paths.map(
    (_, index) =>
      `at${index}: object(expression: $at${index}) { kind: __typename ...on Blob { isBinary isTruncated text } }`,
  );
  const query = `query ($owner: String!, $repo: String!, $sha: String!${declared}) { repository(owner: $owner, name: $repo) { commit: object(expression: $sha) { kind: __typename } ${asked.join(" ")} } }`;
  const places = paths.map((path, index) => [`at${index}`, `${sha}:${path}`]);
  const variables = { sha, ...Object.fromEntries(places) };
  const { repository } = await client.query(answer, query, variables);
  if (repository?.["commit"]?.kind !== "Commit")
    throw new GitHubFailure({ kind: "refused", status: 404, said: "" });
  return paths.map((path, index) => [path, fileOf(repository[`at${index}`])]);
}

/** A folder or a submodule is no file. */
function fileOf(found: z.output<typeof object> | null | undefined): FileAtCommit {
  if (found === null || found === undefined || found.kind !== "Blob") return "missing";
  const { text, isBinary, isTruncated } = found;
  const isWhole = isBinary !== true && isTruncated !== true && typeof text === "string";
  return isWhole ? { text } : "read-alone";
}
