import { describeFailure } from "../core/cluster/describe-failure.ts";
import type { FailureSignature } from "../core/cluster/failure-signature.ts";
import { triage } from "../core/cluster/triage.ts";
import type { KnownCluster, Triage } from "../core/cluster/triage-file.ts";
import { UserError } from "../core/errors.ts";
import type { Scorer } from "../core/evaluator/scorer.ts";
import { standardScorer } from "../core/evaluator/standard-scorer.ts";
import type { Dropped } from "../core/trace/import/imported.ts";
import { digestSession } from "../core/trace/session-digest.ts";
import type { SessionSource } from "../ports/session-source.ts";

export type TriageRequest = {
  readonly files: readonly string[];
  readonly source: SessionSource;
  /** What every session is held to; the built-in checks where it is left out. */
  readonly scorer?: Scorer;
  readonly floors: ReadonlyMap<string, number>;
  readonly known: readonly KnownCluster[];
  readonly signal: AbortSignal;
  /** Told how many sessions were read so far. */
  readonly onSession?: (sessions: number) => void;
};

export type TriageResult = {
  readonly triage: Triage;
  readonly dropped: readonly Dropped[];
  /** Sessions that stood there more than once, in all but their id. */
  readonly duplicates: number;
};

/**
 * Reads sessions, keeps of those that fail what clustering sees of them, and sorts these into a queue.
 *
 * @throws UserError `SESSIONS_NONE` where the files hold no session at all.
 */
export async function triageSessions(request: TriageRequest): Promise<TriageResult> {
  const { scorer = standardScorer(), source, signal } = request;
  const failing: FailureSignature[] = [];
  const dropped: Dropped[] = [];
  const seen = new Set<string>();
  const ids = new Set<string>();
  let sessions = 0;
  let duplicates = 0;
  for await (const item of source.read(...request.files)) {
    if (signal.aborted) break;
    if (item.kind === "dropped") dropped.push(...item.dropped);
    if (item.kind === "unreadable") throw item.error;
    if (item.kind !== "session") continue;
    const digest = digestSession(item.session);
    if (seen.has(digest)) {
      duplicates += 1;
      continue;
    }
    seen.add(digest);
    sessions += 1;
    request.onSession?.(sessions);
    const signature = describeFailure(item.session, scorer.checks(item.session));
    if (signature !== undefined) failing.push(withOwnId(signature, ids));
  }
  if (sessions === 0) {
    throw new UserError(
      "SESSIONS_NONE",
      `No session in ${request.files.length === 1 ? "the file" : `${request.files.length} files`}.`,
      "Give files that `tracegate import --dry-run` can read.",
    );
  }
  const { floors, known } = request;
  return { triage: triage(failing, { sessions, floors, known }), dropped, duplicates };
}

/** Ids of several files may collide. */
function withOwnId(signature: FailureSignature, ids: Set<string>): FailureSignature {
  let sessionId = signature.sessionId;
  for (let n = 2; ids.has(sessionId); n++) sessionId = `${signature.sessionId}#${n}`;
  ids.add(sessionId);
  return { ...signature, sessionId };
}
