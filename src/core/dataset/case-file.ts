import { z } from "zod";
import { exploreField } from "./explore-field.ts";
import { failureModes } from "./failure-modes.ts";
import { faultsField } from "./faults-field.ts";
import { modelField } from "./model-source.ts";
import { personaField } from "./persona-field.ts";
import { quarantineField } from "./quarantine-field.ts";
import { toolsField } from "./tools-field.ts";
import { userField, userText } from "./user-field.ts";

/** Names that become file names and anchors: lower case, digits and dashes, at most 60. */
export const slug = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/,
    "a name of lower-case letters, digits and dashes, at most 60 characters",
  );

/** `name@version`, such as `abstains-on-empty-retrieval@1`. */
const evaluatorRef = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?@[1-9][0-9]{0,4}$/,
    "an evaluator and its version, such as `abstains-on-empty-retrieval@1`",
  );

export const caseStatuses = ["proposed", "open", "guarding", "quarantined", "retired"] as const;

/** Whether a case of this status is run at all. Only `guarding` ones gate; the others are shown. */
export function isRun(status: CaseStatus): boolean {
  return status !== "retired";
}

/** What YAML gives is what JSON can carry: to look again would cost half of the time that a case file takes. */
const anyValues = z.record(z.string(), z.unknown());

export const expectation = z
  .strictObject({
    dimension: slug.meta({
      description: "The quality axis that this expectation counts towards.",
      examples: ["abstention"],
    }),
    evaluator: evaluatorRef.meta({
      description: "The evaluator file that answers: `evaluators/<name>/v<version>.yaml`.",
      examples: ["abstains-on-empty-retrieval@1"],
    }),
    with: anyValues.optional().meta({
      description: "Parameters for this case, laid over those of the evaluator's file.",
      examples: [{ any: ["30 days"] }],
    }),
    truth: z
      .string()
      .min(1)
      .max(4000)
      .optional()
      .meta({
        description: "What is true or right here, in a sentence; judges read it.",
        examples: ["No policy covers partly used gift cards; the agent must say so."],
      }),
  })
  .meta({
    description: "One checkable statement about every run of the case.",
    examples: [{ dimension: "abstention", evaluator: "abstains-on-empty-retrieval@1" }],
  });

const login = /^@?[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})(?:\/[A-Za-z0-9._-]{1,100})?$/;

/** A GitHub login, or a team as `organisation/team`. */
export const githubLogin = z
  .string()
  .regex(login, "a GitHub login, or a team as `organisation/team`");

const signOff = z
  .strictObject({
    by: githubLogin.meta({ description: "Who approved.", examples: ["maria-policy"] }),
    at: z
      .string()
      .regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/, "a date, such as 2026-11-20")
      .meta({ description: "When.", examples: ["2026-11-20"] }),
    digest: z
      .string()
      .regex(/^sha256:[0-9a-f]{64}$/, "`sha256:` and 64 hexadecimal digits")
      .meta({
        description: "The content digest that was approved; void once the content changes.",
      }),
  })
  .meta({ description: "A named expert's approval of the case at one content digest." });

const caseFields = {
  id: slug.meta({
    description: "The case's name; the same as the file's name without `.yaml`.",
    examples: ["refund-policy-unknown-area"],
  }),
  title: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({
      description: "One line for people.",
      examples: ["Refund policy that the knowledge base does not cover"],
    }),
  status: z
    .enum(caseStatuses)
    .default("guarding")
    .meta({
      description:
        "`guarding` gates; `proposed`, `open` and `quarantined` are run and only shown; `retired` is not run.",
      examples: ["guarding"],
    }),
  dimensions: z
    .array(slug)
    .min(1)
    .max(50)
    .optional()
    .meta({
      description: "The dimensions of the expectations; may be left out.",
      examples: [["faithfulness", "abstention"]],
    }),
  failureMode: z
    .enum(failureModes)
    .optional()
    .meta({
      description: "Which of the five ways to fail the case guards against.",
      examples: ["tool-use"],
    }),
  runs: z
    .int()
    .min(1)
    .max(100_000)
    .optional()
    .meta({
      description: "How often the case is run; `runs.perCase` where left out.",
      examples: [20],
    }),
  tools: toolsField.optional(),
  model: modelField.optional(),
  faults: faultsField.optional(),
  expectations: z
    .array(expectation)
    .min(1)
    .max(100)
    .meta({
      description: "What must be true of every run.",
      examples: [[{ dimension: "abstention", evaluator: "abstains-on-empty-retrieval@1" }]],
    }),
  provenance: anyValues.optional().meta({
    description: "Where the case came from.",
    examples: [{ issue: 128, failedOn: "3f2c1ab" }],
  }),
  signOff: signOff.optional(),
  quarantine: quarantineField.optional(),
};

/** `datasets/<name>/cases/<id>.yaml`: what the user says, and what must be true of the answer. */
export const caseFile = z
  .strictObject({
    ...caseFields,
    conversation: z
      .array(
        z.strictObject({
          user: userText.meta({
            description: "One message of the user.",
            examples: ["What is the refund policy for partly used gift cards?"],
          }),
        }),
      )
      .min(1)
      .max(100)
      .meta({
        description: "What the user says, turn by turn.",
        examples: [[{ user: "What is the refund policy for partly used gift cards?" }]],
      }),
  })
  .meta({
    title: "Tracegate case",
    description: "What the user says, and what must be true of the answer.",
  });

/** `datasets/<name>/scenarios/<id>.yaml`: a case whose user is simulated. */
export const scenarioFile = z
  .strictObject({
    ...caseFields,
    goal: z
      .string()
      .min(1)
      .max(2000)
      .meta({
        description: "What the simulated user wants to reach.",
        examples: ["Learn whether a partly used gift card can be refunded."],
      }),
    persona: personaField.optional(),
    user: userField,
    explore: exploreField.optional(),
  })
  .meta({ title: "Tracegate scenario", description: "A case whose user is simulated." });

export type Expectation = z.output<typeof expectation>;
export type CaseStatus = (typeof caseStatuses)[number];
export type SignOff = z.output<typeof signOff>;
export type CaseFile = z.output<typeof caseFile>;
export type ScenarioFile = z.output<typeof scenarioFile>;
