// The piece of GitHub's GraphQL that reads files. The schema is a cut of GitHub's public one (November 2026).

import {
  buildSchema,
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  parse,
  validate,
} from "graphql";
import { tokenOf } from "./access.ts";
import { type Answer, badCredentials, refusal } from "./answers.ts";
import { tipOf } from "./pull-state.ts";
import { shaped } from "./shaped.ts";
import { ask, type Repository, type World } from "./world.ts";

const schema = buildSchema(`
  scalar GitObjectID
  type Query { repository(owner: String!, name: String!, followRenames: Boolean = true): Repository }
  type Repository { object(expression: String, oid: GitObjectID): GitObject }
  interface GitObject { oid: GitObjectID! }
  type Blob implements GitObject {
    oid: GitObjectID!
    byteSize: Int!
    isBinary: Boolean
    isTruncated: Boolean!
    text: String
  }
  type Tree implements GitObject { oid: GitObjectID!, entries: [TreeEntry!] }
  type Commit implements GitObject { oid: GitObjectID! }
  type TreeEntry { name: String!, path: String, type: String!, mode: Int!, object: GitObject }
`);

/** GitHub hands out no more of one text. */
const mostTextBytes = 512 * 1024;

type Listed = {
  readonly path: string;
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
};

/** Answers one question; an error of the schema is an answer too, and a mistake of the client's. */
export async function answerGraph(
  world: World,
  authorization: string | undefined,
  body: unknown,
): Promise<Answer> {
  const token = tokenOf(world, authorization);
  if (token === undefined) return refusal(401, "Requires authentication");
  if ("status" in token) return badCredentials();
  const { query, variables } = shaped<{ query: string; variables: Record<string, unknown> }>(body);
  const repository = ({ owner, name }: { owner: string; name: string }): unknown => {
    const found = world.repositories.get(`${owner}/${name}`);
    const mayRead =
      found !== undefined &&
      token.repositories.includes(found.fullName) &&
      token.permissions.contents !== undefined;
    if (found === undefined || !mayRead) return null;
    return { object: async (of: { expression: string }) => objectAt(world, found, of.expression) };
  };
  const read = readQuery(query);
  const result: ExecutionResult =
    "errors" in read
      ? read
      : await execute({
          schema,
          document: read.document,
          variableValues: variables,
          rootValue: { repository },
        });
  return { status: 200, body: JSON.parse(JSON.stringify(result)) };
}

type ReadQuery = { readonly document: DocumentNode } | { readonly errors: readonly GraphQLError[] };

const queries = new Map<string, ReadQuery>();

/** The same few questions are asked all the time. */
function readQuery(text: string): ReadQuery {
  const known = queries.get(text);
  if (known !== undefined) return known;
  const read = parseQuery(text);
  queries.set(text, read);
  return read;
}

function parseQuery(text: string): ReadQuery {
  try {
    const document = parse(text);
    const errors = validate(schema, document);
    return errors.length > 0 ? { errors } : { document };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
}

async function objectAt(
  world: World,
  { fullName }: Repository,
  expression: string,
): Promise<unknown> {
  const [, ref = expression, path] = /^([^:]*):(.*)$/.exec(expression) ?? [];
  const sha = /^[0-9a-f]{40}$/.test(ref) ? ref : await tipOf(world, fullName, ref);
  const commit = await askOnce(world, `/repos/${fullName}/git/commits/${sha}`);
  if (commit.status !== 200) return null;
  if (path === undefined) return { __typename: "Commit", oid: sha };
  const tree = shaped<{ tree: { sha: string } }>(commit.body).tree.sha;
  const answer = await askOnce(world, `/repos/${fullName}/git/trees/${tree}?recursive=1`);
  const listed = shaped<{ tree: readonly Listed[] }>(answer.body).tree;
  const own = listed.find((one) => one.path === path);
  if (own === undefined) return null;
  return objectOf(own);

  function objectOf({ path: at, type, sha: oid }: Listed): object {
    if (type === "commit") return { __typename: "Commit", oid };
    if (type === "tree") return { __typename: "Tree", oid, entries: entriesOf(at) };
    const bytes = once(async () => {
      const blob = await askOnce(world, `/repos/${fullName}/git/blobs/${oid}`);
      return Buffer.from(shaped<{ content: string }>(blob.body).content, "base64");
    });
    const isBinary = async (): Promise<boolean> => (await bytes()).includes(0);
    return {
      __typename: "Blob",
      oid,
      byteSize: async () => (await bytes()).length,
      isBinary,
      isTruncated: async () => (await bytes()).length > mostTextBytes,
      text: async () =>
        (await isBinary()) ? null : (await bytes()).subarray(0, mostTextBytes).toString(),
    };
  }

  function entriesOf(folder: string): readonly object[] {
    return listed
      .filter((one) => one.path.startsWith(`${folder}/`))
      .filter((one) => !one.path.slice(folder.length + 1).includes("/"))
      .map((one) => ({
        name: one.path.slice(folder.length + 1),
        path: one.path,
        type: one.type,
        mode: Number.parseInt(one.mode, 8),
        object: () => objectOf(one),
      }));
  }
}

const kept = new WeakMap<World, Map<string, Promise<Answer>>>();

/** What git names by its content never changes. */
async function askOnce(world: World, path: string): Promise<Answer> {
  const answers = kept.get(world) ?? new Map<string, Promise<Answer>>();
  kept.set(world, answers);
  const answer = answers.get(path) ?? ask(world, path);
  answers.set(path, answer);
  return answer;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
