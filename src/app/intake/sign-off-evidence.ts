import type { Evidence } from "../../core/dataset/check-sign-offs.ts";
import { lastWords, type Word } from "../../core/dataset/last-words.ts";
import { type DueSignOff, dueSignOffs } from "../../core/dataset/sign-off.ts";
import { readReceipt } from "../../core/event/sign-off-marks.ts";
import { parseCommands } from "../../core/intake/parse-command.ts";
import type { ConversationHost } from "../../ports/conversation-host.ts";
import type { DatedComment, Review, ReviewedChange, ReviewHost } from "../../ports/review-host.ts";
import {
  type DatasetAt,
  type DatasetSource,
  datasetAt,
  signablesAt,
  touchedIds,
} from "../project/dataset-at.ts";

export type SignOffPorts = DatasetSource & {
  readonly reviews: ReviewHost;
  readonly conversations: ConversationHost;
};

type Look = {
  readonly due: readonly DueSignOff[];
  readonly base: DatasetAt;
  readonly head: DatasetAt;
  readonly paths: ReadonlySet<string>;
  /** All of the pull request. */
  readonly comments: readonly DatedComment[];
  readonly ports: SignOffPorts;
};

/** What people said that still counts, with the digests that they saw. */
export async function evidenceOf(change: ReviewedChange, look: Look): Promise<readonly Evidence[]> {
  const { reviews, conversations } = look.ports;
  const reviewed = await reviews.reviews(change.number);
  const words = lastWords([
    ...reviewed.flatMap(wordOfReview),
    ...wordsOfReceipts(look.comments, conversations.author),
  ]);
  const evidence: Evidence[] = [];
  for (const { login, at, says } of words) {
    if (says.kind === "signs") evidence.push({ kind: "comment", login, at, digests: says.digests });
    if (says.kind !== "approves") continue;
    evidence.push({
      kind: "review",
      login,
      at,
      digests: await digestsAt(says.commit, change, look),
    });
  }
  return evidence;
}

function wordOfReview({ login, state, commit, at }: Review): readonly Word[] {
  switch (state) {
    case "approved":
      return commit === "" ? [] : [{ login, at, says: { kind: "approves", commit } }];
    case "changes-requested":
    case "dismissed":
      return [{ login, at, says: { kind: "objects" } }];
    case "commented":
      return [];
  }
}

/** A receipt of ours that nobody edited, for a `/tracegate sign` that stands there as it was written. */
function wordsOfReceipts(comments: readonly DatedComment[], ours: string): readonly Word[] {
  return comments.flatMap((comment): readonly Word[] => {
    const read =
      comment.author === ours && !comment.isEdited ? readReceipt(comment.body) : undefined;
    const sign = comments.find(({ id }) => id === read?.commentId);
    if (read === undefined || sign === undefined || sign.isEdited || sign.author === "") return [];
    const { author: login, at } = sign;
    return isSign(sign.body) ? [{ login, at, says: { kind: "signs", digests: read.digests } }] : [];
  });
}

function isSign(body: string): boolean {
  return parseCommands(body).some((one) => one.kind === "command" && one.command.name === "sign");
}

/** What stood at the commit that somebody approved. */
async function digestsAt(
  commit: string,
  { headSha }: ReviewedChange,
  { due, base, head, paths, ports }: Look,
): Promise<ReadonlyMap<string, string>> {
  if (commit === headSha) return digestsOf(due);
  const then = await datasetAt(ports, commit);
  // A commit that is gone shows nothing: that is not a dataset from which everything was removed.
  if (then.readings.config.config === undefined) return new Map();
  const ids = new Set([...touchedIds(base, then, paths), ...touchedIds(base, head, paths)]);
  const [before, seen] = await Promise.all([
    signablesAt(ports, base, ids),
    signablesAt(ports, then, ids),
  ]);
  return digestsOf(dueSignOffs(before, seen));
}

/** What there is to sign, by case. */
export function digestsOf(due: readonly DueSignOff[]): ReadonlyMap<string, string> {
  return new Map(
    due.flatMap(({ caseId, digest }) => (digest === undefined ? [] : [[caseId, digest] as const])),
  );
}

/** The named logins, and of these people those who belong to a named team. */
export async function whoMaySign(
  named: readonly string[],
  people: readonly string[],
  reviews: ReviewHost,
): Promise<readonly string[]> {
  const teams = named.filter((name) => name.includes("/"));
  const logins = named.filter((name) => !name.includes("/"));
  const members: string[] = [];
  for (const login of new Set(people)) {
    if (logins.some((one) => one.replace(/^@/, "").toLowerCase() === login.toLowerCase())) continue;
    for (const team of teams) {
      if ((await reviews.isInTeam(team, login)) !== true) continue;
      members.push(login);
      break;
    }
  }
  return [...logins, ...members];
}
