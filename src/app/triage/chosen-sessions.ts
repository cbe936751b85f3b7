import { caseNameOf, hasPassed } from "../../core/blame/run-of-case.ts";
import { UserError } from "../../core/errors.ts";
import type { Scorer } from "../../core/evaluator/scorer.ts";
import type { Session } from "../../core/trace/session.ts";
import { digestSession } from "../../core/trace/session-digest.ts";
import type { Redactor } from "../../ports/redactor.ts";
import type { SessionSource } from "../../ports/session-source.ts";
import type { ReadFailures } from "./read-failures.ts";

/** Sessions that were chosen after all were read, redacted, with passing runs of their cases. */
export type ChosenSessions = {
  /** By the id under which they are listed. */
  readonly sessions: ReadonlyMap<string, Session>;
  readonly siblings: ReadonlyMap<string, readonly Session[]>;
};

/** More passing runs tell nothing new. */
const mostSiblings = 8;

/** Reads the files once more for the sessions that are looked at closely; no others are kept. */
export async function readChosen(
  ids: ReadonlySet<string>,
  { idOf, caseOf }: ReadFailures,
  ports: {
    readonly files: readonly string[];
    readonly source: SessionSource;
    readonly scorer: Scorer;
    readonly redactor: Redactor;
  },
): Promise<ChosenSessions> {
  const sessions = new Map<string, Session>();
  const passing = new Map<string, Session[]>();
  for (const id of ids) {
    const name = caseOf.get(id);
    if (name !== undefined) passing.set(name, []);
  }
  if (ids.size > 0) {
    for await (const item of ports.source.read(...ports.files)) {
      if (item.kind !== "session") continue;
      const id = idOf.get(digestSession(item.session));
      if (id !== undefined && ids.has(id) && !sessions.has(id)) {
        const session = await redacted(item.session, ports.redactor);
        if (session !== undefined) sessions.set(id, { ...session, id });
      }
      const runs = passing.get(caseNameOf(item.session) ?? "");
      if (runs === undefined || runs.length >= mostSiblings) continue;
      if (!hasPassed(item.session, ports.scorer.checks(item.session))) continue;
      const session = await redacted(item.session, ports.redactor);
      if (session !== undefined) runs.push(session);
    }
  }
  return {
    sessions,
    siblings: new Map([...ids].map((id) => [id, passing.get(caseOf.get(id) ?? "") ?? []] as const)),
  };
}

/** `undefined` where it cannot be searched for secrets: nothing of it may then be shown or written. */
async function redacted(session: Session, redactor: Redactor): Promise<Session | undefined> {
  try {
    return (await redactor.redact(session)).session;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
