import { z } from "zod";
import type { FilesAtCommit } from "../../ports/pull-request-host.ts";
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
type FileAtCommit = { readonly text: string } | "missing" | "read-alone";

/** One file of those that were asked for; `of` is the place of its commit among them. */
type FoundFile = { readonly of: number; readonly path: string; readonly file: FileAtCommit };

/**
 * Many files at a few commits, by one GraphQL question for fifty of them. Rejects with `GitHubFailure` where a commit is
 * gone: a missing file must not be told from a missing commit.
 */
export async function readFiles(
  client: GitHubClient,
  commits: readonly FilesAtCommit[],
): Promise<readonly FoundFile[]> {
  const places = commits.flatMap(({ ref, paths }, of) => paths.map((path) => ({ of, ref, path })));
  const files: FoundFile[] = [];
  for (let at = 0; at < places.length; at += mostAtOnce)
    files.push(...(await readSome(client, places.slice(at, at + mostAtOnce))));
  return files;
}

type Place = { readonly of: number; readonly ref: string; readonly path: string };

async function readSome(
  client: GitHubClient,
  places: readonly Place[],
): Promise<readonly FoundFile[]> {
  const refs = [...new Set(places.map(({ ref }) => ref))];
  const names = [
    ...refs.map((_, index) => `sha${index}`),
    ...places.map((_, index) => `at${index}`),
  ];
  const declared = names.map((name) => `, $${name}: String!`).join("");
  const commits = refs.map(
    (_, index) => `sha${index}: object(expression: $sha${index}) { kind: __typename }`,
  );
  const asked = places.map(
    (_, index) =>
      `at${index}: object(expression: $at${index}) { kind: __typename ...on Blob { isBinary isTruncated text } }`,
  );
  const query = `query ($owner: String!, $repo: String!${declared}) { repository(owner: $owner, name: $repo) { ${commits.join(" ")} ${asked.join(" ")} } }`;
  const expressions = [...refs, ...places.map(({ ref, path }) => `${ref}:${path}`)];
  const variables = Object.fromEntries(names.map((name, index) => [name, expressions[index]]));
  const { repository } = await client.query(answer, query, variables);
  if (refs.some((_, index) => repository?.[`sha${index}`]?.kind !== "Commit"))
    throw new GitHubFailure({ kind: "refused", status: 404, said: "" });
  return places.map(({ of, path }, index) => ({
    of,
    path,
    file: fileOf(repository?.[`at${index}`]),
  }));
}

/** A folder or a submodule is no file. */
function fileOf(found: z.output<typeof object> | null | undefined): FileAtCommit {
  if (found === null || found === undefined || found.kind !== "Blob") return "missing";
  const { text, isBinary, isTruncated } = found;
  const isWhole = isBinary !== true && isTruncated !== true && typeof text === "string";
  return isWhole ? { text } : "read-alone";
}
