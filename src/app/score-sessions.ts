import { UserError } from "../core/errors.ts";
import type { Scorer } from "../core/evaluator/scorer.ts";
import { standardScorer } from "../core/evaluator/standard-scorer.ts";
import type { ScoreSummary } from "../core/plan/score-summary.ts";
import { ScoreFold } from "../core/plan/score-summary.ts";
import type { Dropped, ImportFormat } from "../core/trace/import/imported.ts";
import type { SessionSource } from "../ports/session-source.ts";

export type ScoreRequest = {
  readonly format: ImportFormat;
  readonly files: readonly string[];
  readonly source: SessionSource;
  /** What every session is held to; the built-in checks where it is left out. */
  readonly scorer?: Scorer;
};

/**
 * Imports sessions that other systems recorded and scores each as it is read; none is kept.
 *
 * Throws `SESSIONS_NONE` where the files hold no session at all: a figure over nothing is not one.
 */
export async function scoreSessions({
  format,
  files,
  source,
  scorer = standardScorer(),
}: ScoreRequest): Promise<ScoreSummary> {
  const fold = new ScoreFold();
  const dropped: Dropped[] = [];
  for (const file of files) {
    for await (const item of source.read(file)) {
      if (item.kind === "dropped") dropped.push(...item.dropped);
      else if (fold.add(item.session)) {
        fold.addVerdicts(item.session, scorer.checks(item.session));
      }
    }
  }
  const summary = fold.summary({ format, files, dropped });
  if (summary.sessions === 0) throw noSessions(summary);
  return summary;
}

function noSessions({ files, dropped, format }: ScoreSummary): UserError {
  const [first] = dropped;
  const why =
    first === undefined
      ? ""
      : ` First: ${first.file}${first.line === undefined ? "" : `:${first.line}`} ${first.path}: ${first.reason}.`;
  return new UserError(
    "SESSIONS_NONE",
    `No session in ${files.length} ${files.length === 1 ? "file" : "files"}.${why}`,
    `Give files in the format \`${format}\`: a list of chat messages, records with \`messages\` or \`traj\`, or one of these a line.`,
  );
}
