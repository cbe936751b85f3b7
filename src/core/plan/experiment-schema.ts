import { z } from "zod";
import { blameKinds, blameTiers } from "../blame/blame.ts";
import { mostRunsPerCase } from "../config/limits.ts";
import { stopModes } from "../config/runs-config.ts";
import { caseStatuses, slug } from "../dataset/case-file.ts";
import { failureModes } from "../dataset/failure-modes.ts";
import { modelOrigins, toolOrigins } from "../dataset/hermeticity.ts";
import { quarantineField } from "../dataset/quarantine-field.ts";
import { stepRefSchema } from "../trace/session-schema.ts";
import { countIn } from "./course.ts";
import {
  type CaseResult,
  type DimensionResult,
  type Experiment,
  experimentSchema,
  maxSamples,
  mostShards,
  type Tally,
} from "./experiment.ts";
import { runOutcomes } from "./run-record.ts";
import { askedTotal, callTotal, evidenceSchema } from "./run-record-schema.ts";
import { standings } from "./standing.ts";

const count = z.int().min(0);
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, "`sha256:` and 64 hex digits");
const isoTime = z.iso.datetime();
const shortText = z.string().max(4_000);

const subjectSchema = z.object({
  key: digest,
  agent: z.object({ runner: shortText, digest }),
  dataset: z.object({ name: shortText, digest }),
  evaluators: z.array(z.object({ ref: shortText, digest })),
  judge: z.object({ model: shortText, digest }).exactOptional(),
  simulator: z.object({ model: shortText, digest }).exactOptional(),
  commit: shortText.exactOptional(),
});

const shards = z
  .object({
    count: z.int().min(1).max(mostShards),
    cut: digest,
    seen: z.array(z.int().min(1)).min(1).max(mostShards),
  })
  .refine(
    ({ count: of, seen }) => seen.every((index, at) => index <= of && index > (seen[at - 1] ?? 0)),
    "`seen` does not rise, or names a shard beyond `count`",
  );

/** What a journal says of each case, where it has to be read without the project. */
const foldedCase = z.object({
  id: slug,
  title: shortText,
  status: z.enum(caseStatuses),
  file: shortText,
  runs: z.int().min(0).max(mostRunsPerCase),
  digest,
  hermeticity: z
    .object({ tools: z.enum(toolOrigins), model: z.enum(modelOrigins) })
    .exactOptional(),
  quarantine: quarantineField.exactOptional(),
  expects: z.array(
    z.object({ evaluator: shortText, kind: z.enum(["check", "judge"]), dimension: slug }),
  ),
  user: z.object({ kind: z.enum(["conversation", "scripted", "machine", "model"]) }),
});

/** The first line of a journal. */
export const journalHeaderSchema = z.object({
  schema: z.literal(experimentSchema),
  subject: subjectSchema,
  startedAt: isoTime,
  planned: count,
  plan: digest,
  shards: shards.exactOptional(),
  cases: z.array(foldedCase).exactOptional(),
});

const stopRecord = z.object({
  mode: z.enum(stopModes),
  seed: count,
  cause: z.enum(["decided", "budget"]).exactOptional(),
  saved: count,
  tests: z.array(
    z.object({
      dimension: slug,
      answer: z.enum(["met", "missed", "undetermined"]),
      scored: count,
      failed: count,
      boundary: z
        .object({
          mostRuns: count,
          alpha: z.number().min(0).max(1),
          beta: z.number().min(0).max(1),
        })
        .exactOptional(),
    }),
  ),
});

/** The last line of a journal whose execution ended by itself. */
export const journalEndSchema = z.object({
  schema: z.literal(experimentSchema),
  end: z.object({ at: isoTime, stop: stopRecord.exactOptional() }),
});

/** A line of a journal that was gone on with: what runs took that a budget had ended and that are made again. */
export const journalAgainSchema = z.object({
  schema: z.literal(experimentSchema),
  again: z.object({
    usage: callTotal.extend({ toolCalls: count }),
    asked: askedTotal.exactOptional(),
  }),
});

const tally = z.object({ passed: count, failed: count, unscored: count, missing: count });

const course = z
  .string()
  .max(mostRunsPerCase)
  .regex(/^[pfum-]*$/);

const casePaths = z.object({
  runs: z.int().min(1),
  distinct: z.int().min(1),
  isAtLeast: z.literal(true).exactOptional(),
  parts: z
    .object({
      turn: z.int().min(1),
      call: z.int().min(1),
      next: z
        .array(z.object({ tool: shortText.exactOptional(), runs: z.int().min(1) }))
        .min(1)
        .max(3),
    })
    .exactOptional(),
});

const sampleBlame = z.object({
  at: z.object({ turn: z.int().min(1), step: z.int().min(1).exactOptional() }),
  kind: z.enum(blameKinds),
  tier: z.enum(blameTiers),
  what: shortText,
  why: shortText,
  quote: shortText.exactOptional(),
});

const caseResult = z
  .object({
    id: slug,
    title: shortText,
    status: z.enum(caseStatuses),
    file: shortText,
    planned: count,
    tested: z
      .object({
        digest,
        evaluators: z.record(slug, z.array(shortText)),
        isSimulated: z.literal(true).exactOptional(),
      })
      .exactOptional(),
    hermeticity: z
      .object({ tools: z.enum(toolOrigins), model: z.enum(modelOrigins) })
      .exactOptional(),
    quarantine: quarantineField.exactOptional(),
    paths: casePaths.exactOptional(),
    outcomes: z.partialRecord(z.enum(runOutcomes), count),
    busyMs: z.number().min(0).max(Number.MAX_SAFE_INTEGER).exactOptional(),
    dimensions: z.record(
      slug,
      z.object({
        hasChecks: z.boolean(),
        checks: tally,
        all: tally,
        judges: z.record(shortText, tally.extend({ unscoredReason: shortText.exactOptional() })),
        courses: z.object({ checks: course.exactOptional(), all: course }).exactOptional(),
      }),
    ),
    whole: tally,
    failures: z.array(
      z.object({
        runIndex: count,
        dimension: slug,
        evaluator: shortText,
        explanation: shortText,
        runs: z.int().min(1),
        firstBadStep: stepRefSchema.exactOptional(),
        evidence: z.array(evidenceSchema),
        blame: sampleBlame.exactOptional(),
        earlyWarning: z
          .object({ at: stepRefSchema, what: shortText, call: z.int().min(1) })
          .exactOptional(),
      }),
    ),
    modes: z
      .array(z.object({ mode: z.enum(failureModes), runs: z.int().min(1), what: shortText }))
      .exactOptional(),
    errors: z.array(
      z.object({ outcome: z.enum(runOutcomes), reason: shortText, runs: z.int().min(1) }),
    ),
  })
  .superRefine((result, context) => {
    for (const contradiction of contradictionsIn(result)) {
      context.addIssue({ code: "custom", message: contradiction });
    }
  });

/** `experiment.json`. What it claims must add up: it may come from a job that ran a stranger's code. */
export const experimentFile = z
  .object({
    schema: z.literal(experimentSchema),
    subject: subjectSchema,
    startedAt: isoTime,
    durationMs: z.number().min(0).max(Number.MAX_SAFE_INTEGER),
    planned: count,
    recorded: count,
    isComplete: z.boolean(),
    cases: z.array(caseResult),
    usage: callTotal.extend({ toolCalls: count }),
    asked: askedTotal.exactOptional(),
    stop: stopRecord.exactOptional(),
    shards: shards.exactOptional(),
  })
  .superRefine((experiment, context) => {
    const problem = contradictionAcross(experiment);
    if (problem !== undefined) context.addIssue({ code: "custom", message: problem });
  });

function* contradictionsIn(result: CaseResult): Generator<string, void, undefined> {
  const recorded = recordedOf(result);
  const { paths } = result;
  if (paths !== undefined && (paths.runs > recorded || paths.distinct > paths.runs)) {
    yield `${paths.distinct} paths of ${paths.runs} runs are told, ${recorded} runs counted`;
  }
  if (recorded > result.planned) yield `${recorded} runs are counted, ${result.planned} planned`;
  for (const [name, dimension] of Object.entries(result.dimensions)) {
    const { hasChecks, checks, all, judges, courses } = dimension;
    if (courses !== undefined && !followsCourses(courses, dimension)) {
      yield `${name}: its courses are not those of its tallies`;
    }
    if (total(all) !== recorded) yield `${name}: \`all\` does not add up to ${recorded} runs`;
    if (total(checks) !== (hasChecks ? recorded : 0)) {
      yield `${name}: \`checks\` does not add up to the runs`;
    }
    for (const [judge, counts] of Object.entries(judges)) {
      if (total(counts) !== recorded) yield `${name}: ${judge} does not add up to ${recorded} runs`;
    }
  }
  const hasChecks = Object.values(result.dimensions).some((dimension) => dimension.hasChecks);
  if (total(result.whole) !== (hasChecks ? recorded : 0)) {
    yield "`whole` does not add up to the runs";
  }
  const shown = new Map<string, number>();
  for (const { dimension, runIndex, runs } of result.failures) {
    shown.set(dimension, (shown.get(dimension) ?? 0) + 1);
    const failed = Object.hasOwn(result.dimensions, dimension)
      ? result.dimensions[dimension]?.all.failed
      : undefined;
    if (failed === undefined) yield `a failure names ${dimension}, which the case does not have`;
    else if (runs > failed) yield `${dimension}: ${runs} failures shown, ${failed} counted`;
    if (runIndex >= result.planned) yield `run ${runIndex} is not planned`;
  }
  for (const [dimension, failures] of shown) {
    if (failures > maxSamples)
      yield `${dimension}: ${failures} failures are shown, ${maxSamples} are kept`;
  }
}

function followsCourses(
  courses: NonNullable<DimensionResult["courses"]>,
  { checks, all, hasChecks }: DimensionResult,
): boolean {
  if (hasChecks !== (courses.checks !== undefined)) return false;
  const pairs = [[courses.all, all] as const, [courses.checks ?? "", checks] as const];
  return pairs.every(([text, counts]) =>
    standings.every((standing) => countIn(text, standing) === counts[standing]),
  );
}

function contradictionAcross({
  cases,
  planned,
  recorded,
  isComplete,
}: Pick<Experiment, "cases" | "planned" | "recorded" | "isComplete">): string | undefined {
  if (new Set(cases.map(({ id }) => id)).size !== cases.length) return "a case stands in it twice";
  if (sum(cases.map((result) => result.planned)) !== planned) {
    return "`planned` is not the sum over the cases";
  }
  if (sum(cases.map(recordedOf)) !== recorded) return "`recorded` is not the sum over the cases";
  if (isComplete !== (recorded === planned)) return "`isComplete` contradicts the counts";
  return undefined;
}

function recordedOf({ outcomes }: Pick<CaseResult, "outcomes">): number {
  return sum(Object.values(outcomes));
}

function total({ passed, failed, unscored, missing }: Tally): number {
  return passed + failed + unscored + missing;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((a, b) => a + b, 0);
}
