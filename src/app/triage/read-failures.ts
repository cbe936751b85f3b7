import { caseNameOf, hasPassed } from "../../core/blame/run-of-case.ts";
import { describeFailure } from "../../core/cluster/describe-failure.ts";
import type { FailureSignature } from "../../core/cluster/failure-signature.ts";
import { UserError } from "../../core/errors.ts";
import type { Scorer } from "../../core/evaluator/scorer.ts";
import type { Verdict } from "../../core/evaluator/verdict.ts";
import type { ModeFinding } from "../../core/modes/mode-finding.ts";
import { sessionModes } from "../../core/modes/session-modes.ts";
import type { Dropped } from "../../core/trace/import/imported.ts";
import type { Session } from "../../core/trace/session.ts";
import { sessionChars } from "../../core/trace/session-chars.ts";
import { digestSession } from "../../core/trace/session-digest.ts";
import type { SessionSource } from "../../ports/session-source.ts";

/** What is kept of all sessions once they were read: of those that failed what clustering sees, of the others counts. */
export type ReadFailures = {
  readonly sessions: number;
  readonly failing: readonly FailureSignature[];
  readonly files: ReadonlyMap<string, string>;
  readonly modes: ReadonlyMap<string, readonly ModeFinding[]>;
  /** The id under which a failing session is listed, by the digest of its content. */
  readonly idOf: ReadonlyMap<string, string>;
  /** The case of each failing session that names one, by the session's id. */
  readonly caseOf: ReadonlyMap<string, string>;
  readonly dropped: readonly Dropped[];
  /** Sessions that stood there more than once, in all but their id. */
  readonly duplicates: number;
  /** Sessions before `sinceMs`, and sessions without a time, which count. */
  readonly older: number;
  readonly timeless: number;
};

export type ReadFailuresRequest = {
  readonly files: readonly string[];
  readonly source: SessionSource;
  readonly scorer: Scorer;
  /** Sessions that began before it are left out; epoch milliseconds. */
  readonly sinceMs?: number;
  readonly signal: AbortSignal;
  /** Told how many sessions were read so far. */
  readonly onSession?: (sessions: number) => void;
};

/**
 * Reads sessions and keeps of those that fail what clustering sees of them.
 *
 * @throws UserError `SESSIONS_NONE` where the files hold no session at all, or none since then.
 */
export async function readFailures(request: ReadFailuresRequest): Promise<ReadFailures> {
  const { scorer, source, signal, sinceMs } = request;
  const failing: FailureSignature[] = [];
  const files = new Map<string, string>();
  const modes = new Map<string, readonly ModeFinding[]>();
  const idOf = new Map<string, string>();
  const caseOf = new Map<string, string>();
  const runs = new CaseRuns();
  const dropped: Dropped[] = [];
  const seen = new Set<string>();
  const ids = new Set<string>();
  let [sessions, duplicates, older, timeless] = [0, 0, 0, 0];
  for await (const item of source.read(...request.files)) {
    if (signal.aborted) break;
    if (item.kind === "dropped") dropped.push(...item.dropped);
    if (item.kind === "unreadable") throw item.error;
    if (item.kind !== "session") continue;
    const { session } = item;
    const startedAtMs = startOf(session);
    if (sinceMs !== undefined && startedAtMs !== undefined && startedAtMs < sinceMs) {
      older += 1;
      continue;
    }
    const digest = digestSession(session);
    if (seen.has(digest)) {
      duplicates += 1;
      continue;
    }
    seen.add(digest);
    sessions += 1;
    if (startedAtMs === undefined) timeless += 1;
    request.onSession?.(sessions);
    const verdicts = scorer.checks(session);
    const signature = describeFailure(session, verdicts);
    const name = caseNameOf(session);
    if (name !== undefined) runs.add(name, signature !== undefined, hasPassed(session, verdicts));
    if (signature === undefined) continue;
    const own = withOwnId(signature, ids);
    failing.push(own);
    idOf.set(digest, own.sessionId);
    if (item.file !== undefined) files.set(own.sessionId, item.file);
    if (name !== undefined) caseOf.set(own.sessionId, name);
    modes.set(own.sessionId, modesIn(session, verdicts));
  }
  if (sessions === 0) throw noSessions(request.files, older);
  for (const [id, name] of caseOf) {
    const unsteady = runs.findingOf(name);
    if (unsteady !== undefined) modes.set(id, [...(modes.get(id) ?? []), unsteady]);
  }
  const counts = { sessions, duplicates, older, timeless };
  return { ...counts, failing, files, modes, idOf, caseOf, dropped };
}

/** Counts of the runs of each case, so that those that pass and fail are known without keeping any. */
class CaseRuns {
  readonly #counts = new Map<string, { passed: number; failed: number }>();

  add(name: string, hasFailed: boolean, isPass: boolean): void {
    const count = this.#counts.get(name) ?? { passed: 0, failed: 0 };
    if (isPass) count.passed += 1;
    else if (hasFailed) count.failed += 1;
    this.#counts.set(name, count);
  }

  findingOf(name: string): ModeFinding | undefined {
    const { passed, failed } = this.#counts.get(name) ?? { passed: 0, failed: 0 };
    if (passed === 0 || failed === 0) return undefined;
    return {
      mode: "non-determinism",
      what: `${passed} of ${passed + failed} runs of the same case passed.`,
      evidence: [],
    };
  }
}

/** A session of megabytes is not looked through for modes: each of them costs a pass over all that was said. */
const mostChars = 2_000_000;

function modesIn(session: Session, verdicts: readonly Verdict[]): readonly ModeFinding[] {
  return sessionChars(session) > mostChars ? [] : sessionModes(session, verdicts);
}

/** When a session began; `undefined` where it does not say. */
function startOf({ turns }: Session): number | undefined {
  for (const { startedAtMs, steps } of turns) {
    const found = startedAtMs ?? steps.find((step) => step.startedAtMs !== undefined)?.startedAtMs;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Ids of several files may collide. */
function withOwnId(signature: FailureSignature, ids: Set<string>): FailureSignature {
  let sessionId = signature.sessionId;
  for (let n = 2; ids.has(sessionId); n++) sessionId = `${signature.sessionId}#${n}`;
  ids.add(sessionId);
  return { ...signature, sessionId };
}

function noSessions(files: readonly string[], older: number): UserError {
  const where = files.length === 1 ? "the file" : `${files.length} files`;
  return older > 0
    ? new UserError(
        "SESSIONS_NONE",
        `All ${older} sessions in ${where} began before \`--since\`.`,
        "Give an earlier date, or leave it out.",
      )
    : new UserError(
        "SESSIONS_NONE",
        `No session in ${where}.`,
        "Give files that `tracegate import --dry-run` can read.",
      );
}
