import { type BlameReport, blameSchema, reportFacts } from "../../core/blame/blame-report.ts";
import { blameSession } from "../../core/blame/blame-session.ts";
import { confidenceCurve } from "../../core/blame/confidence-curve.ts";
import { warnEarly } from "../../core/blame/early-warning.ts";
import { caseNameOf, hasPassed } from "../../core/blame/run-of-case.ts";
import { UserError } from "../../core/errors.ts";
import { standardScorer } from "../../core/evaluator/standard-scorer.ts";
import { nonDeterminism } from "../../core/modes/run-modes.ts";
import { sessionModes } from "../../core/modes/session-modes.ts";
import type { Session } from "../../core/trace/session.ts";
import { digestSession } from "../../core/trace/session-digest.ts";
import type { SessionSource } from "../../ports/session-source.ts";
import { compileToolSchema } from "../project/tool-schema.ts";
import { findSession } from "./find-session.ts";

export type ExplainRequest = {
  readonly file: string;
  /** Which session of the file; the only one where it is left out. */
  readonly session?: string;
  /** A file with one session that is known to be right. */
  readonly reference?: string;
  /** Files with runs of the same case; the session's own file where it is left out. */
  readonly siblings?: readonly string[];
  readonly source: SessionSource;
};

/** More passing runs tell nothing new. */
const mostSiblings = 20;

/**
 * What broke a session: blame, failure modes, the groundedness of its steps and an early warning.
 *
 * Runs of the same case are those that name the same task or case; in files that are named for it, all sessions where
 * the session itself names none. Only those that passed are held against it.
 *
 * @throws UserError where the session or the reference cannot be found, or a named file cannot be read.
 */
export async function explainSession(request: ExplainRequest): Promise<BlameReport> {
  const { source, file } = request;
  const session = await findSession(source, file, request.session);
  const reference =
    request.reference === undefined
      ? undefined
      : await findSession(source, request.reference, undefined);
  const scorer = standardScorer();
  const runs = await runsLike(session, request);
  const passing = runs.filter((run) => hasPassed(run, scorer.checks(run))).slice(0, mostSiblings);
  const verdicts = scorer.checks(session);
  const blame = blameSession(session, {
    verdicts,
    siblings: passing,
    compileSchema: compileToolSchema,
    ...(reference !== undefined && { reference }),
  });
  const judged = [...runs, session].map((run) => ({
    session: run,
    hasPassed: hasPassed(run, scorer.checks(run)),
  }));
  const unsteady = nonDeterminism(judged);
  const earlyWarning = warnEarly(session, passing);
  return {
    schema: blameSchema,
    session: session.id,
    heldAgainst: { reference: reference !== undefined, siblings: passing.length },
    ...(blame !== undefined && { blame }),
    modes: [...sessionModes(session, verdicts), ...(unsteady === undefined ? [] : [unsteady])],
    confidence: confidenceCurve(session),
    ...(earlyWarning !== undefined && { earlyWarning }),
    facts: reportFacts(session),
  };
}

/** Other runs of the session's case, each once. */
async function runsLike(
  session: Session,
  { siblings, file, source }: ExplainRequest,
): Promise<readonly Session[]> {
  const name = caseNameOf(session);
  if (siblings === undefined && name === undefined) return [];
  const found = new Map<string, Session>();
  const own = digestSession(session);
  for await (const item of source.read(...(siblings ?? [file]))) {
    if (item.kind === "unreadable") throw item.error;
    if (item.kind !== "session" || (name !== undefined && caseNameOf(item.session) !== name))
      continue;
    const digest = digestSession(item.session);
    if (digest !== own) found.set(digest, item.session);
  }
  if (siblings !== undefined && found.size === 0) {
    throw new UserError(
      "SIBLINGS_NONE",
      `${siblings.join(", ")}: no other run of ${name === undefined ? "the case" : `\`${name}\``} stands there.`,
      "Give files with runs of the same case, or leave `--siblings` out.",
    );
  }
  return [...found.values()];
}
