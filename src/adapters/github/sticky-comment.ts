import {
  isSectioned,
  joinSections,
  sectionsOf,
} from "../../core/report/comment/comment-sections.ts";
import type { CommentResult, StickyComment } from "../../ports/pull-request-host.ts";
import { notPublished } from "./explain.ts";
import { type GitHubApi, isSameLogin, type ListedComment } from "./github-api.ts";
import { GitHubFailure } from "./github-failure.ts";
import { type Patience, usualPause } from "./retry.ts";

/** Who speaks with a job's own token; that token may not ask GitHub for its name. */
const workflowBot = "github-actions[bot]";
/** How often we look again where others change the comment meanwhile. */
const mostRounds = 6;

type Connection = {
  readonly api: GitHubApi;
  readonly patience: Patience;
  /** What was listed last, by pull request; left out where nothing is written next. */
  readonly listed?: Map<number, readonly ListedComment[]>;
};

/**
 * Finds our comment over all pages, by marker and author, and writes it; or makes one.
 *
 * Whatever several jobs do at once, one comment is left: each looks again after making its own, keeps
 * the one with the lowest id and deletes the others that are ours. Comments by others that carry our
 * marker are left alone.
 */
export async function upsertStickyComment(
  connection: Connection,
  number: number,
  comment: StickyComment,
): Promise<CommentResult> {
  const { api } = connection;
  try {
    const author = comment.author ?? (await api.viewerLogin()) ?? workflowBot;
    return await converge(connection, number, { ...comment, author });
  } catch (error) {
    return notPublished(error, `The comment on #${number}`, "pull-requests: write");
  }
}

type AuthoredComment = StickyComment & { readonly author: string };

async function converge(
  connection: Connection,
  number: number,
  comment: AuthoredComment,
): Promise<CommentResult> {
  const { api, patience } = connection;
  const { body, author, isOptional } = comment;
  let made: ListedComment | undefined;
  for (let round = 0; round < mostRounds; round += 1) {
    const known = round === 0 && comment.isNext ? connection.listed?.get(number) : undefined;
    const listed = known ?? (await list(connection, number));
    const [oldest, ...surplus] = oursAmong(listed, made, {
      ...comment,
      author: made?.author ?? author,
    });
    if (isOptional && !isThere(comment, oldest, surplus)) return { kind: "absent" };
    if (oldest === undefined) {
      const creation = await api.createComment(number, body);
      if (creation.kind === "created") made = creation.comment;
      else if (round >= patience.retries) throw creation.failure;
      else await patience.sleep(usualPause(round, patience));
      // Another job may have made one at the same moment: look again.
      continue;
    }
    const isMade = oldest.id === made?.id;
    const whole = wholeBody(comment, [oldest, ...surplus]);
    const isWritten = isMade && whole === oldest.body;
    if (!isWritten && !(await api.updateComment(oldest.id, whole))) continue;
    await deleteAll(api, surplus);
    if (await isOverwritten(connection, number, { comment, id: oldest.id, whole, round })) continue;
    return { kind: isMade ? "created" : "updated", url: oldest.url };
  }
  throw new GitHubFailure({ kind: "refused", status: 404, said: "" });
}

async function list(
  { api, listed }: Connection,
  number: number,
): Promise<readonly ListedComment[]> {
  const comments = await api.listComments(number);
  listed?.set(number, comments);
  return comments;
}

/** Ours by age. A list may lag behind, so the one that we have made counts whether it is listed or not. */
function oursAmong(
  listed: readonly ListedComment[],
  made: ListedComment | undefined,
  { marker, author, isSection }: AuthoredComment,
): readonly ListedComment[] {
  const ours = listed.filter((one) => {
    const isOurs = isSection ? isSectioned(one.body) : isMarked(one.body, marker);
    return one.id !== made?.id && isSameLogin(one.author, author) && isOurs;
  });
  // What is listed may have been written over since it was made.
  const own = listed.find(({ id }) => id === made?.id) ?? made;
  return [...ours, ...(own === undefined ? [] : [own])].toSorted((a, b) => a.id - b.id);
}

/** Whether there is anything that an optional comment could be written over. */
function isThere(
  { marker, isSection }: StickyComment,
  oldest: ListedComment | undefined,
  surplus: readonly ListedComment[],
): boolean {
  if (oldest === undefined) return false;
  if (!isSection) return true;
  const sections = [oldest, ...surplus].flatMap(({ body }) => sectionsOf(body));
  return sections.some((one) => one.marker === marker);
}

/** Of a section: with the sections of all other projects, wherever they stand. */
function wholeBody(
  { marker, body, isSection }: StickyComment,
  ours: readonly ListedComment[],
): string {
  if (!isSection) return body;
  return joinSections(
    ours.map((one) => one.body),
    { marker, body },
  );
}

/**
 * Whether another project's job wrote its section meanwhile without having seen ours. Each waits another moment, and
 * only where there is another project: GitHub has no way to write only if nobody else did.
 */
async function isOverwritten(
  connection: Connection,
  number: number,
  written: {
    readonly comment: StickyComment;
    readonly id: number;
    readonly whole: string;
    readonly round: number;
  },
): Promise<boolean> {
  const { comment, id, whole, round } = written;
  if (!comment.isSection || sectionsOf(whole).length < 2 || round + 1 >= mostRounds) return false;
  await connection.patience.sleep(usualPause(0, connection.patience));
  const now = (await list(connection, number)).find((one) => one.id === id);
  const own = (text: string): string | undefined =>
    sectionsOf(text).find(({ marker }) => marker === comment.marker)?.body;
  return now !== undefined && own(now.body) !== own(whole);
}

/** GitHub may hand line ends back as CRLF; the marker is a line of its own. */
function isMarked(body: string, marker: string): boolean {
  return body.split(/\r?\n/, 1)[0]?.trimEnd() === marker;
}

/** The comment stands; what cannot be deleted now is deleted by the next job. */
async function deleteAll(api: GitHubApi, surplus: readonly ListedComment[]): Promise<void> {
  try {
    for (const { id } of surplus) await api.deleteComment(id);
  } catch (error) {
    if (!(error instanceof GitHubFailure)) throw error;
  }
}
