import type { CommentResult, StickyComment } from "../../ports/pull-request-host.ts";
import { notPublished } from "./explain.ts";
import type { GitHubApi } from "./github-api.ts";

/** Who speaks with a job's own token; that token may not ask GitHub for its name. */
const workflowBot = "github-actions[bot]";

type FoundComment = { readonly id: number; readonly url: string; readonly author: string };

/**
 * Finds our comment over all pages, by marker and author, and writes it; or makes one.
 *
 * Two jobs may both find none and both make one: each lists again after making its own, keeps the one
 * with the lowest id and deletes its own surplus one, so they end with the same. Comments by others
 * that carry our marker are left alone.
 */
export async function upsertStickyComment(
  api: GitHubApi,
  number: number,
  comment: StickyComment,
): Promise<CommentResult> {
  try {
    const author = comment.author ?? (await api.viewerLogin()) ?? workflowBot;
    const ours = await oldestOurs(api, number, comment.marker, author);
    if (ours !== undefined) {
      const updated = await update(api, ours, comment.body);
      if (updated !== undefined) return updated;
    }
    return await createAndConverge(api, number, comment);
  } catch (error) {
    return notPublished(error, `The comment on #${number}`, "pull-requests: write");
  }
}

async function createAndConverge(
  api: GitHubApi,
  number: number,
  comment: StickyComment,
): Promise<CommentResult> {
  const made = await api.createComment(number, comment.body);
  const oldest = await oldestOurs(api, number, comment.marker, made.author);
  if (oldest === undefined || oldest.id >= made.id) return { kind: "created", url: made.url };
  const updated = await update(api, oldest, comment.body);
  if (updated === undefined) return { kind: "created", url: made.url };
  await api.deleteComment(made.id);
  return updated;
}

/** `undefined` where somebody has deleted it meanwhile. */
async function update(
  api: GitHubApi,
  comment: FoundComment,
  body: string,
): Promise<CommentResult | undefined> {
  const found = await api.updateComment(comment.id, body);
  return found ? { kind: "updated", url: comment.url } : undefined;
}

async function oldestOurs(
  api: GitHubApi,
  number: number,
  marker: string,
  author: string,
): Promise<FoundComment | undefined> {
  const all = await api.listComments(number);
  return all
    .filter((one) => one.author === author && one.body.startsWith(marker))
    .toSorted((a, b) => a.id - b.id)[0];
}
