import { z } from "zod";
import { UserError } from "../errors.ts";

/** Version of `dataset-review.json`; readers refuse another major. */
export const datasetReviewSchema = "tracegate.dataset-review/1";

const name = z.string().max(200);
const sentence = z.string().max(2_000);
const count = z.int().min(0).max(10_000_000);
const counted = z.object({ name, added: count, changed: count, removed: count });

/** How a case's evaluators stand to its failure and to its reference. */
const discrimination = z.object({
  evaluator: name,
  dimension: name,
  standing: z.enum(["discriminates", "passes-both", "fails-both", "inverted", "unscored"]),
});

const reproduction = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("run"),
    standing: z.enum(["reproduced", "not-reproduced", "unknown"]),
    failed: count,
    scored: count,
    planned: count,
    commit: z.string().regex(/^[0-9a-f]{7,64}$/),
  }),
  /** It was not run, and why; a clause. */
  z.object({ kind: z.literal("skipped"), reason: sentence }),
]);

const reviewedCase = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,60}$/),
  change: z.enum(["added", "changed", "removed"]),
  status: name,
  /** What an expert signs of it as it was run; absent where it is removed. */
  digest: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/)
    .exactOptional(),
  /** Absent where the case is removed or retired. */
  reproduction: reproduction.exactOptional(),
  evaluators: z.array(discrimination).max(100),
  /** Files without which nothing is known of its evaluators. */
  missing: z.array(name).max(10),
});

const measured = z.object({ value: z.number().min(-1).max(1), low: z.number().min(-1).max(1) });

/** What a change of a dataset does, as far as running it can tell. */
const datasetReview = z.object({
  schema: z.literal(datasetReviewSchema),
  cases: z.array(reviewedCase).max(500),
  /** Cases beyond those that are told one by one. */
  leftOut: count,
  statuses: z.array(z.object({ id: name, from: name, to: name })).max(500),
  dimensions: z.array(counted).max(200),
  failureModes: z.array(counted).max(20),
  /** Judges that added and changed cases name, measured again. */
  judges: z
    .array(
      z.object({
        ref: name,
        sessions: count,
        kappa: measured.exactOptional(),
        tpr: measured.exactOptional(),
        tnr: measured.exactOptional(),
      }),
    )
    .max(50),
  /** Judges that would keep the dataset from being promoted. */
  blockers: z.array(z.object({ subject: name, reason: sentence, fix: sentence })).max(50),
  /** What could not be looked at, and why; a sentence each. */
  notes: z.array(sentence).max(20),
});

export type DatasetReview = z.output<typeof datasetReview>;
export type ReviewedCase = z.output<typeof reviewedCase>;

/** A floor that the runs of a change prove to be too low. */
export type RaisedFloor = {
  readonly dimension: string;
  readonly floor: number;
  /** The highest that the runs prove. */
  readonly proved: number;
  readonly passed: number;
  readonly scored: number;
};

/** More is written by nobody of ours. */
const mostBytes = 2 * 1024 * 1024;

/**
 * Reads a review that may have been written by anybody.
 *
 * @throws UserError `RESULTS_INVALID` where it is too large, no JSON or of another shape.
 */
export function parseDatasetReview(text: string, file: string): DatasetReview {
  const met = datasetReview.safeParse(jsonOf(text));
  if (met.success) return met.data;
  throw new UserError(
    "RESULTS_INVALID",
    `${file} is no review of a dataset: ${z.prettifyError(met.error).slice(0, 300)}`,
    "Let the same version of the action run the agent and gate its results.",
  );
}

function jsonOf(text: string): unknown {
  if (Buffer.byteLength(text) > mostBytes) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
