import type { DueSignOff } from "../../core/dataset/sign-off.ts";
import { receiptDigests, receiptMarker, signOffContext } from "../../core/event/sign-off-marks.ts";
import { renderReceipt } from "../../core/report/intake/sign-off-receipt.ts";
import type { DatedComment, ReviewedChange } from "../../ports/review-host.ts";
import { checkSignOff, publishSignOff } from "./check-sign-off.ts";
import { digestsOf, type SignOffPorts, whoMaySign } from "./sign-off-evidence.ts";

export type SignRequest = {
  /** The pull request. */
  readonly number: number;
  /** The comment with the command. */
  readonly commentId: number;
  /** First digits of what is signed, where they were given. */
  readonly digest?: string;
};

/** What became of `/tracegate sign`. */
export type SignResult =
  | { readonly kind: "signed" }
  | {
      readonly kind: "refused";
      readonly why:
        | "closed"
        | "edited"
        | "nothing-due"
        | "no-expert"
        | "author"
        | "other-digest"
        | "moved"
        | "unreadable";
    };

/**
 * Signs what a pull request does to the dataset for whoever wrote a comment, as it stood when they wrote it, leaves a
 * receipt of what they saw, and publishes how the pull request stands now.
 *
 * Doing it again does nothing more. What was pushed after the comment is not signed, whatever it is.
 *
 * @throws UserError where the host refuses.
 */
export async function signCase(request: SignRequest, ports: SignOffPorts): Promise<SignResult> {
  const { reviews } = ports;
  const change = await reviews.change(request.number);
  if (change.state !== "open") return { kind: "refused", why: "closed" };
  const comments = await reviews.comments(request.number);
  const comment = comments.find(({ id }) => id === request.commentId);
  if (comment === undefined || comment.isEdited) return { kind: "refused", why: "edited" };
  const result = hasReceipt(comments, request, ports)
    ? { kind: "signed" as const }
    : await signNow(change, comment, { request, ports });
  await publishSignOff(request.number, ports);
  return result;
}

function hasReceipt(
  comments: readonly DatedComment[],
  { commentId }: SignRequest,
  { conversations }: SignOffPorts,
): boolean {
  const marker = receiptMarker(commentId);
  return comments.some(
    ({ author, body, isEdited }) =>
      author === conversations.author && !isEdited && body.startsWith(marker),
  );
}

async function signNow(
  change: ReviewedChange,
  comment: DatedComment,
  { request, ports }: { readonly request: SignRequest; readonly ports: SignOffPorts },
): Promise<SignResult> {
  const { report } = await checkSignOff(change, ports);
  const due = report.standings.map((standing) => standing.due);
  if (due.length === 0) return { kind: "refused", why: "nothing-due" };
  const may = await whoMaySign(report.experts, [comment.author], ports.reviews);
  const isSame = (login: string): boolean => login.toLowerCase() === comment.author.toLowerCase();
  if (!may.some(isSame)) return { kind: "refused", why: "no-expert" };
  if (report.authors.some(isSame)) return { kind: "refused", why: "author" };
  const chosen = await chooseDue(due, { change, comment, request, ports });
  if ("kind" in chosen) return chosen;
  const digests = digestsOf(chosen);
  if (digests.size === 0) return { kind: "refused", why: "unreadable" };
  const marker = receiptMarker(comment.id);
  const body = renderReceipt([marker, receiptDigests(digests)], {
    by: comment.author,
    digests,
    commit: change.headSha,
  });
  await ports.reviews.commentOnce(change.number, { marker, body });
  return { kind: "signed" };
}

/** What is signed: what the digits name, else all that stood there when the comment was written. */
async function chooseDue(
  due: readonly DueSignOff[],
  {
    change,
    comment,
    request,
    ports,
  }: {
    readonly change: ReviewedChange;
    readonly comment: DatedComment;
    readonly request: SignRequest;
    readonly ports: SignOffPorts;
  },
): Promise<readonly DueSignOff[] | Extract<SignResult, { kind: "refused" }>> {
  const { digest: digits } = request;
  if (digits !== undefined) {
    const named = due.filter(({ digest }) => digest?.startsWith(`sha256:${digits}`));
    return named.length > 0 ? named : { kind: "refused", why: "other-digest" };
  }
  // GitHub keeps when a status was first published, and nobody can change that: what it stands on was there before.
  const context = signOffContext(ports.place);
  const seenAt = await ports.reviews.firstStatusAt(change.headSha, context);
  const wasThere = seenAt !== undefined && Date.parse(seenAt) <= Date.parse(comment.at);
  return wasThere ? due : { kind: "refused", why: "moved" };
}
