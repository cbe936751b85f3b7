import type { CommentResult, StickyComment } from "../../ports/pull-request-host.ts";
import { notPublished } from "./explain.ts";
import { type GitHubApi, isSameLogin, type ListedComment } from "./github-api.ts";
import { GitHubFailure } from "./github-failure.ts";
import { type Patience, usualPause } from "./retry.ts";

/** Who speaks with a job's own token; that token may not ask GitHub for its name. */
const workflowBot = "github-actions[bot]";
/** How often we look again where others change the comment meanwhile. */
const mostRounds = 6;

type Connection = { readonly api: GitHubApi; readonly patience: Patience };

/**
 * Finds our comment over all pages, by marker and author, and writes it; or makes one.
 *
 * Whatever several jobs do at once, one comment is left: each looks again after making its own, keeps
 * the one with the lowest id and deletes the others that are ours. Comments by others that carry our
 * marker are left alone.
 */
export async function upsertStickyComment(
  { api, patience }: Connection,
  number: number,
  comment: StickyComment,
): Promise<CommentResult> {
  try {
    const author = comment.author ?? (await api.viewerLogin()) ?? workflowBot;
    return await converge({ api, patience }, number, { ...comment, author });
  } catch (error) {
    return notPublished(error, `The comment on #${number}`, "pull-requests: write");
  }
}

type AuthoredComment = StickyComment & { readonly author: string };

async function converge(
  { api, patience }: Connection,
  number: number,
  { marker, body, author, isOptional }: AuthoredComment,
): Promise<CommentResult> {
  let made: ListedComment | undefined;
  for (let round = 0; round < mostRounds; round += 1) {
    const listed = await api.listComments(number);
    const [oldest, ...surplus] = oursAmong(listed, made, {
      marker,
      author: made?.author ?? author,
    });
    if (oldest === undefined) {
      if (isOptional) return { kind: "absent" };
      const creation = await api.createComment(number, body);
      if (creation.kind === "created") made = creation.comment;
      else if (round >= patience.retries) throw creation.failure;
      else await patience.sleep(usualPause(round, patience));
      // Another job may have made one at the same moment: look again.
      continue;
    }
    const isMade = oldest.id === made?.id;
    if (!isMade && !(await api.updateComment(oldest.id, body))) continue;
    await deleteAll(api, surplus);
    return { kind: isMade ? "created" : "updated", url: oldest.url };
  }
  throw new GitHubFailure({ kind: "refused", status: 404, said: "" });
}

/** Ours by age. A list may lag behind, so the one that we have made counts whether it is listed or not. */
function oursAmong(
  listed: readonly ListedComment[],
  made: ListedComment | undefined,
  { marker, author }: { readonly marker: string; readonly author: string },
): readonly ListedComment[] {
  const ours = listed.filter((one) => {
    return one.id !== made?.id && isSameLogin(one.author, author) && isMarked(one.body, marker);
  });
  return [...ours, ...(made === undefined ? [] : [made])].toSorted((a, b) => a.id - b.id);
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
