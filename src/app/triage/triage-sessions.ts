import { blameSession } from "../../core/blame/blame-session.ts";
import type { ClusterOptions } from "../../core/cluster/cluster-sessions.ts";
import type { FailureSignature } from "../../core/cluster/failure-signature.ts";
import { askedIn, CaseSpace } from "../../core/cluster/nearest-case.ts";
import { triage } from "../../core/cluster/triage.ts";
import type {
  KnownCluster,
  QueueEntry,
  SuspectedStep,
  Triage,
} from "../../core/cluster/triage-file.ts";
import type { Case } from "../../core/dataset/dataset.ts";
import type { Scorer } from "../../core/evaluator/scorer.ts";
import { standardScorer } from "../../core/evaluator/standard-scorer.ts";
import { nameOfBlame } from "../../core/report/decision/blame-names.ts";
import type { Dropped } from "../../core/trace/import/imported.ts";
import type { Session } from "../../core/trace/session.ts";
import type { Redactor, TextRedactor } from "../../ports/redactor.ts";
import type { SessionSource } from "../../ports/session-source.ts";
import { compileToolSchema } from "../project/tool-schema.ts";
import { readChosen } from "./chosen-sessions.ts";
import { readFailures } from "./read-failures.ts";

export type TriageRequest = {
  readonly files: readonly string[];
  readonly source: SessionSource;
  /** What every session is held to; the built-in checks where it is left out. */
  readonly scorer?: Scorer;
  readonly redactor: Redactor & TextRedactor;
  readonly floors: ReadonlyMap<string, number>;
  readonly known: readonly KnownCluster[];
  /** Cases of the dataset that are run. */
  readonly cases: readonly Case[];
  readonly clustering: Pick<ClusterOptions, "weights" | "silhouetteFloor">;
  /** Vectors of what the sessions say, where a model is asked for them. */
  readonly embed?: (failing: readonly FailureSignature[]) => Promise<ClusterOptions["vectors"]>;
  readonly sinceMs?: number;
  /** How many sessions of each cluster are looked at, the representative first; it alone where left out. */
  readonly examples?: number;
  /** A cluster of which this many sessions are to be looked at, by its id or its place in the queue from 1. */
  readonly wanted?: { readonly cluster: string; readonly sessions: number };
  readonly signal: AbortSignal;
  /** Told how many sessions were read so far. */
  readonly onSession?: (sessions: number) => void;
};

export type TriageResult = {
  readonly triage: Triage;
  readonly dropped: readonly Dropped[];
  /** Sessions that stood there more than once, in all but their id. */
  readonly duplicates: number;
  readonly older: number;
  readonly timeless: number;
  /** Redacted: the representatives, and the sessions that were wanted; by the id under which they are listed. */
  readonly sessions: ReadonlyMap<string, Session>;
  /** The cluster that was wanted; absent where none was, or none is called so. */
  readonly wanted?: QueueEntry;
};

/** A representative that is larger as JSON is left out of the file. */
const largestExample = 500_000;

/**
 * Reads sessions, keeps of those that fail what clustering sees of them, sorts these into a queue, and looks at one of
 * each cluster closely: where it broke, and which case of the dataset is near.
 *
 * @throws UserError `SESSIONS_NONE` where the files hold no session at all.
 */
export async function triageSessions(request: TriageRequest): Promise<TriageResult> {
  const { scorer = standardScorer(), floors, known, clustering } = request;
  const read = await readFailures({ ...request, scorer });
  const vectors = await request.embed?.(read.failing);
  const { modes, files, sessions, dropped, duplicates, older, timeless } = read;
  const sorted = triage(read.failing, {
    ...clustering,
    ...(vectors !== undefined && { vectors }),
    sessions,
    floors,
    known,
    modes,
    files,
  });
  const wanted = wantedIn(sorted.queue, request.wanted?.cluster);
  const ids = new Set([
    ...sorted.queue.flatMap((entry) => entry.sessions.slice(0, request.examples ?? 1)),
    ...(wanted?.sessions.slice(0, request.wanted?.sessions ?? 0) ?? []),
  ]);
  const chosen = await readChosen(ids, read, { ...request, scorer });
  const space = new CaseSpace(request.cases);
  const queue = await Promise.all(
    sorted.queue.map(async (entry): Promise<QueueEntry> => {
      const session = chosen.sessions.get(entry.representative);
      const siblings = chosen.siblings.get(entry.representative) ?? [];
      const firstBadStep = session && suspectedIn(session, siblings, scorer);
      const nearestCase = session && space.nearest(askedIn(session));
      return {
        ...entry,
        label: labelFrom(entry, firstBadStep),
        modes: await Promise.all(
          entry.modes.map(async (one) => ({
            ...one,
            what: (await request.redactor.redactText(one.what)).text.slice(0, 1000),
          })),
        ),
        ...(firstBadStep && { firstBadStep }),
        ...(nearestCase && { nearestCase }),
      };
    }),
  );
  const examples = queue.flatMap(({ representative }) => {
    const session = chosen.sessions.get(representative);
    const isFit = session !== undefined && JSON.stringify(session).length <= largestExample;
    return isFit ? [session] : [];
  });
  return {
    triage: { ...sorted, queue, examples },
    dropped,
    duplicates,
    older,
    timeless,
    sessions: chosen.sessions,
    ...wantedAs(queue, wanted),
  };
}

/** What happened, where it is known, and the words of the cluster. */
function labelFrom({ label }: QueueEntry, step: SuspectedStep | undefined): string {
  if (step === undefined || step.kind === "evaluator-evidence") return label;
  return `${nameOfBlame(step.kind)} · ${label}`;
}

/** The wanted cluster as it stands in the finished queue. */
function wantedAs(
  queue: readonly QueueEntry[],
  wanted: QueueEntry | undefined,
): Pick<TriageResult, "wanted"> {
  const finished = queue.find(({ id }) => id === wanted?.id);
  return finished === undefined ? {} : { wanted: finished };
}

function wantedIn(queue: readonly QueueEntry[], name: string | undefined): QueueEntry | undefined {
  return queue.find(({ id }, index) => name === id || name === String(index + 1));
}

function suspectedIn(
  session: Session,
  siblings: readonly Session[],
  scorer: Scorer,
): SuspectedStep | undefined {
  const verdicts = scorer.checks(session);
  const blame = blameSession(session, { verdicts, siblings, compileSchema: compileToolSchema });
  if (blame === undefined) return undefined;
  const { at, kind, tier, what, why, evidence } = blame;
  const quote = evidence.find((piece) => piece.quote === true)?.what;
  return {
    session: session.id,
    at,
    kind,
    tier,
    what,
    why: why.slice(0, 1000),
    ...(quote !== undefined && { quote: quote.slice(0, 300) }),
  };
}
