import { z } from "zod";
import {
  type BlamedPlace,
  type BlameKind,
  type BlameTier,
  blameKinds,
  blameTiers,
} from "../blame/blame.ts";
import { type FailureMode, failureModes } from "../dataset/failure-modes.ts";
import { UserError } from "../errors.ts";
import type { Session } from "../trace/session.ts";
import { sessionSchema } from "../trace/session-schema.ts";

/** Version of `triage.json`; readers refuse another major. */
export const triageSchema = "tracegate.triage/1";

/** `triage.json`, the queue of what failed: what a person works through from the top. All texts are untrusted. */
export type Triage = {
  readonly schema: typeof triageSchema;
  /** How many sessions were looked at, and how many of them failed. */
  readonly sessions: number;
  readonly failing: number;
  /** The most urgent first. Empty where the failures do not fall into groups. */
  readonly queue: readonly QueueEntry[];
  /** Ids of failing sessions that are in no cluster; all of them where there are no clusters. */
  readonly unclustered: readonly string[];
  /** Mean silhouette of the best cut, in [−1, 1]; absent where there was nothing to cut. */
  readonly silhouette?: number;
  /** Clusters of the triage before that are gone. */
  readonly resolved: readonly KnownCluster[];
  /** Every failing session, in the order of the ids. */
  readonly failures: readonly FailingSession[];
  /** The representatives of the queue, redacted, in its order, to be looked at; those that are too large are left out. */
  readonly examples: readonly Session[];
};

/** What is remembered of a cluster from one triage to the next. */
export type KnownCluster = {
  /** `c` and 8 hex digits. */
  readonly id: string;
  readonly terms: readonly string[];
  readonly dimension?: string;
  readonly path: readonly string[];
  readonly sessions: readonly string[];
};

export const clusterChanges = ["new", "grown", "shrunk", "same"] as const;
/** What became of a cluster since the triage before. */
export type ClusterChange = (typeof clusterChanges)[number];

export type QueueEntry = KnownCluster & {
  /** One line for people; made of terms, or of the dimension where there are none. */
  readonly label: string;
  readonly change: ClusterChange;
  /** How many sessions it had in the triage before; absent where it is new. */
  readonly before?: number;
  /** The session that is nearest to all others of the cluster; the first of `sessions`. */
  readonly representative: string;
  /** Of the failing sessions, in (0, 1]. */
  readonly share: number;
  /** In (0, 1]: the floor of the dimension that must be highest; .5 where no floor is known. */
  readonly severity: number;
  /** Size × severity × newness. */
  readonly urgency: number;
  /** What is more frequent here than among all failures, the strongest first. */
  readonly lifts: readonly Lift[];
  /** The failure modes of its sessions, the most frequent first; empty where none is recognised. */
  readonly modes: readonly ClusterMode[];
  /** Where the representative seems to have broken; absent where nothing points at a step. */
  readonly firstBadStep?: SuspectedStep;
  /** The case of the dataset that is most like it; absent without a dataset, or where all cases are retired. */
  readonly nearestCase?: NearestCase;
};

/** How much more often a version of the agent stands in a cluster than among all failures. */
export type Lift = { readonly version: string; readonly lift: number; readonly sessions: number };

/** How many sessions of a cluster show a failure mode, and what was seen in the first of them. */
export type ClusterMode = {
  readonly mode: FailureMode;
  readonly sessions: number;
  readonly what: string;
};

/** The step that is blamed in one session. */
export type SuspectedStep = {
  readonly session: string;
  readonly at: BlamedPlace;
  readonly kind: BlameKind;
  readonly tier: BlameTier;
  /** What stands there, in one line. */
  readonly what: string;
  readonly why: string;
  /** The agent's words that followed from it, where they are known. */
  readonly quote?: string;
};

export type NearestCase = {
  readonly id: string;
  readonly file: string;
  /** In [0, 1]: how alike what the user asks is, by the words. */
  readonly likeness: number;
  /** Whether it is alike enough, and gates, so that the failure is caught when it comes back. */
  readonly isGuarding: boolean;
};

/** One failing session on the map of clusters. */
export type FailingSession = {
  readonly id: string;
  /** Where it was read; absent where it stands in several files. */
  readonly file?: string;
  /** The id of its cluster; absent where it is in none. */
  readonly cluster?: string;
  readonly dimensions: readonly string[];
  readonly modes: readonly FailureMode[];
  /** Its place on the map, both in [0, 1]. Near is alike; the axes have no meaning. */
  readonly x: number;
  readonly y: number;
};

const text = z.string().max(4000);
const share = z.number().min(0).max(1);
const count = z.int().min(0);
const clusterId = z.string().regex(/^c[0-9a-f]{8}$/);
const mode = z.enum(failureModes);

const knownCluster = z.object({
  id: clusterId,
  terms: z.array(text),
  dimension: text.exactOptional(),
  path: z.array(text),
  sessions: z.array(text),
});

const queueEntry = knownCluster.extend({
  label: text,
  change: z.enum(clusterChanges),
  before: count.exactOptional(),
  representative: text,
  share,
  severity: share,
  urgency: z.number().min(0),
  lifts: z.array(z.object({ version: text, lift: z.number().min(0), sessions: count })),
  modes: z.array(z.object({ mode, sessions: count, what: text })),
  firstBadStep: z
    .object({
      session: text,
      at: z.object({ turn: z.int().min(1), step: z.int().min(1).exactOptional() }),
      kind: z.enum(blameKinds),
      tier: z.enum(blameTiers),
      what: text,
      why: text,
      quote: text.exactOptional(),
    })
    .exactOptional(),
  nearestCase: z
    .object({ id: text, file: text, likeness: share, isGuarding: z.boolean() })
    .exactOptional(),
});

const triageFile: z.ZodType<Triage> = z.object({
  schema: z.literal(triageSchema),
  sessions: count,
  failing: count,
  queue: z.array(queueEntry),
  unclustered: z.array(text),
  silhouette: z.number().min(-1).max(1).exactOptional(),
  resolved: z.array(knownCluster),
  failures: z.array(
    z.object({
      id: text,
      file: text.exactOptional(),
      cluster: clusterId.exactOptional(),
      dimensions: z.array(text),
      modes: z.array(mode),
      x: share,
      y: share,
    }),
  ),
  examples: z.array(sessionSchema),
});

/**
 * Reads `triage.json`.
 *
 * @throws UserError `TRIAGE_UNREADABLE` where the text is none, or one of another major.
 */
export function parseTriage(json: string, place: string): Triage {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw unreadable(place, "it is no JSON", cause);
  }
  const parsed = triageFile.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw unreadable(
    place,
    `\`${(issue?.path ?? []).join(".")}\`: ${issue?.message ?? "another shape"}`,
  );
}

function unreadable(place: string, why: string, cause?: unknown): UserError {
  return new UserError(
    "TRIAGE_UNREADABLE",
    `${place} is no triage of this version of Tracegate: ${why}.`,
    "Give the triage.json of an earlier `tracegate triage`, or leave it out.",
    { cause },
  );
}
