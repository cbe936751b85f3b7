import { type Coverage, coverageOf, type ProductionSession } from "../../core/cluster/coverage.ts";
import { askedIn } from "../../core/cluster/nearest-case.ts";
import type { Case } from "../../core/dataset/dataset.ts";
import { UserError } from "../../core/errors.ts";
import type { Experiment } from "../../core/plan/experiment.ts";
import type { Dropped } from "../../core/trace/import/imported.ts";
import { digestSession } from "../../core/trace/session-digest.ts";
import { toolStepsOf } from "../../core/trace/steps.ts";
import type { SessionSource } from "../../ports/session-source.ts";

export type CoverageRequest = {
  readonly files: readonly string[];
  readonly source: SessionSource;
  readonly cases: readonly Case[];
  /** The newest results, where there are some. */
  readonly experiment?: Experiment;
  readonly signal: AbortSignal;
};

export type CoverageResult = { readonly coverage: Coverage; readonly dropped: readonly Dropped[] };

/** More of what a user says adds no topic. */
const mostChars = 4000;

/**
 * Reads production sessions and holds the dataset against them. The same session counts once.
 *
 * @throws UserError `SESSIONS_NONE` where the files hold no session, `CASES_NONE` where the dataset has none that is run.
 */
export async function measureCoverage(request: CoverageRequest): Promise<CoverageResult> {
  const { files, source, cases, experiment, signal } = request;
  if (cases.length === 0) {
    throw new UserError(
      "CASES_NONE",
      "The dataset has no case that is run: there is nothing that could cover anything.",
      "Propose cases from production with `tracegate triage --propose`.",
    );
  }
  const sessions: ProductionSession[] = [];
  const dropped: Dropped[] = [];
  const seen = new Set<string>();
  const ids = new Set<string>();
  for await (const item of source.read(...files)) {
    if (signal.aborted) break;
    if (item.kind === "unreadable") throw item.error;
    if (item.kind === "dropped") dropped.push(...item.dropped);
    if (item.kind !== "session") continue;
    const { session } = item;
    const digest = digestSession(session);
    if (seen.has(digest)) continue;
    seen.add(digest);
    let { id } = session;
    for (let n = 2; ids.has(id); n++) id = `${session.id}#${n}`;
    ids.add(id);
    const tools = [...toolStepsOf(session)].map(({ step }) => step.name);
    sessions.push({ id, asked: askedIn(session).slice(0, mostChars), tools });
  }
  if (sessions.length === 0) {
    throw new UserError(
      "SESSIONS_NONE",
      `No session in ${files.length === 1 ? "the file" : `${files.length} files`}.`,
      "Give files that `tracegate import --dry-run` can read.",
    );
  }
  return { coverage: coverageOf(sessions, cases, experiment), dropped };
}
