import { z } from "zod";
import { checkParameters } from "./checks/parameters.ts";
import { checkExamples, judgeExample } from "./evaluator-examples.ts";
import { evaluatorFields } from "./evaluator-fields.ts";

/** What a judge may be shown of a session. */
export const judgeSees = ["conversation", "tool-calls", "tool-results", "policy"] as const;

const ofCheck = <const Name extends string>(check: Name) => ({
  ...evaluatorFields,
  kind: z.literal("check"),
  check: z.literal(check),
});

/** A file of `kind: check`: one closed object for each check, so that a wrong key is named. */
const checkFile = z.discriminatedUnion("check", [
  z
    .strictObject({ ...ofCheck("answer-contains"), ...checkParameters["answer-contains"].shape })
    .meta({ examples: [checkExamples["answer-contains"]] }),
  z
    .strictObject({ ...ofCheck("answer-matches"), ...checkParameters["answer-matches"].shape })
    .meta({ examples: [checkExamples["answer-matches"]] }),
  z
    .strictObject({ ...ofCheck("answer-schema"), ...checkParameters["answer-schema"].shape })
    .meta({ examples: [checkExamples["answer-schema"]] }),
  z
    .strictObject({ ...ofCheck("answer-language"), ...checkParameters["answer-language"].shape })
    .meta({ examples: [checkExamples["answer-language"]] }),
  z
    .strictObject({ ...ofCheck("tool-called"), ...checkParameters["tool-called"].shape })
    .meta({ examples: [checkExamples["tool-called"]] }),
  z
    .strictObject({ ...ofCheck("tool-not-called"), ...checkParameters["tool-not-called"].shape })
    .meta({ examples: [checkExamples["tool-not-called"]] }),
  z
    .strictObject({ ...ofCheck("tool-arguments"), ...checkParameters["tool-arguments"].shape })
    .meta({ examples: [checkExamples["tool-arguments"]] }),
  z
    .strictObject({ ...ofCheck("tool-correctness"), ...checkParameters["tool-correctness"].shape })
    .meta({ examples: [checkExamples["tool-correctness"]] }),
  z
    .strictObject({ ...ofCheck("trajectory"), ...checkParameters.trajectory.shape })
    .meta({ examples: [checkExamples["trajectory"]] }),
  z
    .strictObject({
      ...ofCheck("tool-result-not-empty"),
      ...checkParameters["tool-result-not-empty"].shape,
    })
    .meta({ examples: [checkExamples["tool-result-not-empty"]] }),
  z
    .strictObject({
      ...ofCheck("tool-result-schema"),
      ...checkParameters["tool-result-schema"].shape,
    })
    .meta({ examples: [checkExamples["tool-result-schema"]] }),
  z
    .strictObject({
      ...ofCheck("tool-result-value"),
      ...checkParameters["tool-result-value"].shape,
    })
    .meta({ examples: [checkExamples["tool-result-value"]] }),
  z
    .strictObject({
      ...ofCheck("tool-result-fresh"),
      ...checkParameters["tool-result-fresh"].shape,
    })
    .meta({ examples: [checkExamples["tool-result-fresh"]] }),
  z
    .strictObject({ ...ofCheck("final-state"), ...checkParameters["final-state"].shape })
    .meta({ examples: [checkExamples["final-state"]] }),
  z
    .strictObject({
      ...ofCheck("abstains-after-empty-result"),
      ...checkParameters["abstains-after-empty-result"].shape,
    })
    .meta({ examples: [checkExamples["abstains-after-empty-result"]] }),
  z
    .strictObject({ ...ofCheck("grounded-facts"), ...checkParameters["grounded-facts"].shape })
    .meta({ examples: [checkExamples["grounded-facts"]] }),
  z
    .strictObject({ ...ofCheck("step-confidence"), ...checkParameters["step-confidence"].shape })
    .meta({ examples: [checkExamples["step-confidence"]] }),
  z
    .strictObject({
      ...ofCheck("no-contradicted-fact"),
      ...checkParameters["no-contradicted-fact"].shape,
    })
    .meta({ examples: [checkExamples["no-contradicted-fact"]] }),
  z
    .strictObject({
      ...ofCheck("no-repeated-question"),
      ...checkParameters["no-repeated-question"].shape,
    })
    .meta({ examples: [checkExamples["no-repeated-question"]] }),
  z
    .strictObject({ ...ofCheck("no-repeated-call"), ...checkParameters["no-repeated-call"].shape })
    .meta({ examples: [checkExamples["no-repeated-call"]] }),
  z
    .strictObject({
      ...ofCheck("recovers-from-tool-failure"),
      ...checkParameters["recovers-from-tool-failure"].shape,
    })
    .meta({ examples: [checkExamples["recovers-from-tool-failure"]] }),
  z
    .strictObject({ ...ofCheck("latency-budget"), ...checkParameters["latency-budget"].shape })
    .meta({ examples: [checkExamples["latency-budget"]] }),
  z
    .strictObject({ ...ofCheck("token-budget"), ...checkParameters["token-budget"].shape })
    .meta({ examples: [checkExamples["token-budget"]] }),
  z
    .strictObject({ ...ofCheck("cost-budget"), ...checkParameters["cost-budget"].shape })
    .meta({ examples: [checkExamples["cost-budget"]] }),
  z
    .strictObject({ ...ofCheck("turn-budget"), ...checkParameters["turn-budget"].shape })
    .meta({ examples: [checkExamples["turn-budget"]] }),
  z
    .strictObject({ ...ofCheck("plan-length"), ...checkParameters["plan-length"].shape })
    .meta({ examples: [checkExamples["plan-length"]] }),
]);

const criterion = z.string().min(1).max(4000);

/** A file of `kind: judge`: a question to a model, and what its answers mean. */
const judgeFile = z
  .strictObject({
    ...evaluatorFields,
    kind: z.literal("judge"),
    question: criterion.describe("The question that the judge answers about one session."),
    pass: criterion.describe("When the answer is pass."),
    fail: criterion.describe("When the answer is fail."),
    cannotTell: criterion
      .optional()
      .describe("When the session does not allow an answer; the verdict is then unscored."),
    against: z
      .literal("reference")
      .optional()
      .describe(
        "The judge compares the session with the case's `references/<id>.json`, once in each order; it passes where it is as good or better in both.",
      ),
    sees: z
      .array(z.enum(judgeSees))
      .min(1)
      .default([...judgeSees])
      .describe("What the judge is shown of a session."),
    examples: z
      .array(
        z
          .string()
          .max(200)
          .regex(
            /^labels\/[a-z0-9][a-z0-9-]{0,59}\.jsonl#[1-9]\d{0,6}$/,
            "a line of a file of labels, such as `labels/faithfulness.jsonl#12`",
          ),
      )
      .min(1)
      .max(20)
      .optional()
      .describe(
        "Labels that the judge is shown with their sessions, by file in the dataset's folder and line; it is never measured on them.",
      ),
  })
  .refine(({ against, examples }) => against === undefined || examples === undefined, {
    path: ["examples"],
    error:
      "a judge that compares with a reference is shown no examples: leave out `examples` or `against`",
  })
  .meta({ examples: [judgeExample] });

/**
 * `evaluators/<name>/v<N>.yaml`: one version of one evaluator.
 *
 * What depends on more than one key (a `min` above its `max`, a pattern that does not compile) is
 * found by `compileScorer`, when a case's `with` has been laid over it.
 */
export const evaluatorFile = z.discriminatedUnion("kind", [checkFile, judgeFile]);

export type EvaluatorFile = z.output<typeof evaluatorFile>;
export type JudgeFile = z.output<typeof judgeFile>;
