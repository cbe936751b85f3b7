import { z } from "zod";
import type { RepoPlace, RepoText } from "../../ports/repo-files.ts";
import type { GitHubClient } from "./github-client.ts";
import { GitHubFailure } from "./github-failure.ts";

const blob = z.object({
  kind: z.literal("Blob"),
  oid: z.string(),
  isTruncated: z.boolean(),
  isBinary: z.boolean().nullable(),
  text: z.string().nullable(),
});
type Blob = z.output<typeof blob>;
type Tree = {
  readonly kind: "Tree";
  readonly entries?: readonly Entry[] | null | undefined;
};
type Entry = {
  readonly name: string;
  readonly type: string;
  readonly mode: number;
  readonly object?: Blob | Tree | Other | null | undefined;
};
type Other = { readonly kind: "Commit" | "Tag" };

const tree: z.ZodType<Tree> = z.object({
  kind: z.literal("Tree"),
  entries: z
    .array(
      z.object({
        name: z.string(),
        type: z.string(),
        mode: z.int(),
        get object(): z.ZodType<Blob | Tree | Other | null | undefined> {
          return found.nullish();
        },
      }),
    )
    .nullish(),
});
const other = z.object({ kind: z.enum(["Commit", "Tag"]) });
const found: z.ZodType<Blob | Tree | Other> = z.union([blob, tree, other]);
const answer = z.object({
  repository: z.record(z.string(), found.nullable()).nullable(),
});

const blobFields = "oid isBinary isTruncated text";
/** What `ls-tree` shows as 120000: a link leads wherever it likes. */
const symbolicLink = 0o120000;

/** One question for any number of places: files and whole folders of texts, by GraphQL. */
export async function readTexts(
  client: GitHubClient,
  ref: string,
  places: readonly RepoPlace[],
): Promise<readonly RepoText[]> {
  if (places.length === 0) return [];
  const expressions = places.map(({ path }) => `${ref}:${path}`);
  const declared = expressions.map((_, index) => `$at${index}: String!`).join(", ");
  const asked = places.map(
    ({ depth }, index) => `at${index}: object(expression: $at${index}) { ${fieldsTo(depth)} }`,
  );
  const query = `query ($owner: String!, $repo: String!, ${declared}) { repository(owner: $owner, name: $repo) { ${asked.join(" ")} } }`;
  const variables = Object.fromEntries(expressions.map((text, index) => [`at${index}`, text]));
  const { repository } = await client.query(answer, query, variables);
  if (repository === null) throw new GitHubFailure({ kind: "refused", status: 404, said: "" });
  const texts = new Map<string, RepoText>();
  for (const [index, { path }] of places.entries())
    for (const text of textsBelow(path, repository[`at${index}`])) texts.set(text.path, text);
  return [...texts.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function fieldsTo(depth: number): string {
  const inner = depth === 0 ? "" : ` ...on Tree { ${entriesTo(depth - 1)} }`;
  return `kind: __typename ...on Blob { ${blobFields} } ...on Tree { entries { name type mode object { kind: __typename ...on Blob { ${blobFields} }${inner} } } }`;
}

function entriesTo(depth: number): string {
  const inner = depth === 0 ? "" : ` ...on Tree { ${entriesTo(depth - 1)} }`;
  return `entries { name type mode object { kind: __typename ...on Blob { ${blobFields} }${inner} } }`;
}

function textsBelow(path: string, object: Blob | Tree | Other | null | undefined): RepoText[] {
  if (object === null || object === undefined) return [];
  if (object.kind === "Blob") {
    const isWhole = object.isBinary !== true && !object.isTruncated;
    return [{ path, blob: object.oid, text: isWhole ? (object.text ?? undefined) : undefined }];
  }
  if (object.kind !== "Tree") return [];
  return (object.entries ?? [])
    .filter(({ mode }) => mode !== symbolicLink)
    .flatMap(({ name, object: inner }) =>
      textsBelow(path === "" ? name : `${path}/${name}`, inner),
    );
}
