import { z } from "zod";

/** Names that become file names and anchors: lower case, digits and dashes, at most 60. */
export const slug = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/,
    "lower-case letters, digits and dashes, at most 60",
  )
  .describe("Lower-case letters, digits and dashes, at most 60 characters.");

/** `name@version`, such as `abstains-on-empty-retrieval@1`. */
export const evaluatorRef = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,59}@[1-9][0-9]{0,4}$/,
    "an evaluator and its version, such as `answer-contains@1`",
  )
  .describe("An evaluator and its version, such as `answer-contains@1`.");

export const failureModes = [
  "state-corruption",
  "tool-use",
  "non-determinism",
  "error-propagation",
  "evaluation-misalignment",
] as const;

export const caseStatuses = ["proposed", "open", "guarding", "quarantined", "retired"] as const;

export const expectation = z
  .strictObject({
    dimension: slug.describe("The quality axis that this expectation counts towards."),
    evaluator: evaluatorRef,
    with: z
      .record(z.string(), z.json())
      .optional()
      .describe("Parameters for this case, laid over those of the evaluator's file."),
    truth: z
      .string()
      .min(1)
      .optional()
      .describe("What is true or right here, in a sentence; judges read it."),
  })
  .describe("One checkable statement about every run of the case.");

const caseFields = {
  id: slug.describe("The case's name; the same as the file's name without `.yaml`."),
  title: z.string().min(1).max(200).optional().describe("One line for people."),
  status: z.enum(caseStatuses).default("guarding"),
  dimensions: z.array(slug).optional().describe("Left out: the dimensions of the expectations."),
  failureMode: z.enum(failureModes).optional(),
  runs: z
    .int()
    .min(1)
    .max(100_000)
    .optional()
    .describe("How often the case is run; `runs.perCase` where left out."),
  expectations: z.array(expectation).min(1),
  provenance: z.record(z.string(), z.json()).optional().describe("Where the case came from."),
  signOff: z
    .strictObject({ by: z.string(), at: z.string(), digest: z.string() })
    .optional()
    .describe("A named expert's approval of the case at one content digest."),
};

/** `datasets/<name>/cases/<id>.yaml`: what the user says, and what must be true of the answer. */
export const caseFile = z.strictObject({
  ...caseFields,
  conversation: z
    .array(z.strictObject({ user: z.string().min(1).max(20_000) }))
    .min(1)
    .max(100)
    .describe("What the user says, turn by turn."),
});

/** `datasets/<name>/scenarios/<id>.yaml`: a case whose user is simulated. */
export const scenarioFile = z.strictObject({
  ...caseFields,
  goal: z.string().min(1).describe("What the simulated user wants to reach."),
  user: z
    .strictObject({
      kind: z.literal("scripted"),
      turns: z.array(z.string().min(1).max(20_000)).min(1).max(100),
      stopWhen: z
        .strictObject({ replyContains: z.array(z.string().min(1)).min(1) })
        .optional()
        .describe("Ends the session early once a reply contains one of these."),
    })
    .describe("Who plays the user. `scripted` says its turns in order."),
});

export type Expectation = z.output<typeof expectation>;
export type CaseStatus = (typeof caseStatuses)[number];
export type FailureMode = (typeof failureModes)[number];
export type CaseFile = z.output<typeof caseFile>;
export type ScenarioFile = z.output<typeof scenarioFile>;
