import { UserError } from "../../core/errors.ts";
import { runId } from "../../core/plan/run-record.ts";
import {
  mostListed,
  type ShownSession,
  shownSession,
} from "../../core/report/html/sessions-page.ts";
import type { RunFolder } from "../../ports/result-store.ts";
import type { SessionSource } from "../../ports/session-source.ts";
import type { ReadChosenRuns } from "./write-reports.ts";

/** Sessions for a page, and how many more there were than it lists. */
export type SessionsToShow = {
  readonly sessions: readonly ShownSession[];
  readonly leftOut: number;
};

/**
 * The sessions of a file, or the one of an id, made ready for a page one by one: no more of them is held than is shown.
 *
 * @throws UserError where the file cannot be read or holds none of them.
 */
export async function sessionsToShow(
  source: SessionSource,
  file: string,
  id?: string,
): Promise<SessionsToShow> {
  const sessions: ShownSession[] = [];
  let leftOut = 0;
  for await (const item of source.read(file)) {
    if (item.kind === "unreadable") throw item.error;
    if (item.kind !== "session" || (id !== undefined && item.session.id !== id)) continue;
    if (sessions.length < mostListed) sessions.push(shownSession(item.session));
    else leftOut += 1;
  }
  if (sessions.length > 0) return { sessions, leftOut };
  throw new UserError(
    "SESSIONS_NONE",
    `${file} holds no session${id === undefined ? "" : ` of the id ${id}`}.`,
    "Name a session file, or an export that `tracegate import` reads; docs/import.md lists them.",
  );
}

/**
 * The session of a run with its verdicts, for a page.
 *
 * @throws UserError where the journal is none, or does not hold the run.
 */
export async function runToShow(
  folder: RunFolder,
  run: string,
  readRuns: ReadChosenRuns,
): Promise<SessionsToShow> {
  const isRun = (caseId: string, runIndex: number): boolean => runId({ caseId, runIndex }) === run;
  for await (const record of readRuns(folder, isRun))
    return { sessions: [shownSession(record.session, record)], leftOut: 0 };
  throw new UserError(
    "SESSION_MISSING",
    `The journal in ${folder.path} holds no run ${run}.`,
    "Name a run such as `late-fee.3`, or another folder with `--results`.",
  );
}
