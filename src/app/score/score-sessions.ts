import { UserError } from "../../core/errors.ts";
import type { Scorer } from "../../core/evaluator/scorer.ts";
import { standardScorer } from "../../core/evaluator/standard-scorer.ts";
import type { ScoreSummary } from "../../core/plan/score-summary.ts";
import { ScoreFold } from "../../core/plan/score-summary.ts";
import {
  type Dropped,
  type FormatChoice,
  type ImportFormat,
  importFormats,
} from "../../core/trace/import/imported.ts";
import type { SessionSource } from "../../ports/session-source.ts";

export type ScoreRequest = {
  readonly format: FormatChoice;
  readonly files: readonly string[];
  readonly source: SessionSource;
  /** What every session is held to; the built-in checks where it is left out. */
  readonly scorer?: Scorer;
};

/**
 * Imports sessions that other systems recorded and scores each as it is read; none is kept.
 *
 * @throws UserError `SESSIONS_NONE` where the files hold no session at all: a figure over nothing is not one; and
 * where one of the files cannot be read.
 */
export async function scoreSessions({
  format,
  files,
  source,
  scorer = standardScorer(),
}: ScoreRequest): Promise<ScoreSummary> {
  const fold = new ScoreFold();
  const dropped: Dropped[] = [];
  const formats = new Set<ImportFormat>();
  for await (const item of source.read(...files)) {
    switch (item.kind) {
      case "session":
        if (fold.add(item.session)) fold.addVerdicts(item.session, scorer.checks(item.session));
        break;
      case "dropped":
        dropped.push(...item.dropped);
        break;
      case "read":
        for (const found of item.formats) formats.add(found.format);
        break;
      case "unreadable":
        throw item.error;
    }
  }
  const summary = fold.summary({ format, formats: [...formats], files, dropped });
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
    format === "auto"
      ? `Give files in one of the formats ${importFormats.join(", ")}; docs/import.md says what each looks like.`
      : `Give files in the format \`${format}\` (docs/import.md says what it looks like), or leave \`--format\` out.`,
  );
}
