import { z } from "zod";
import { mostRunsPerCase, mostSessionsAtOnce } from "./limits.ts";

/** When runs that are planned are not made: where they cannot change the decision, where a test is sure enough, never. */
export const stopModes = ["curtail", "sequential", "off"] as const;
export type StopMode = (typeof stopModes)[number];

/** `runs:` of tracegate.yaml. */
export const runsConfig = z
  .strictObject({
    perCase: z
      .int()
      .min(1)
      .max(mostRunsPerCase)
      .default(20)
      .meta({
        description: "How often a case is run that does not say so itself.",
        examples: [20],
      }),
    concurrency: z
      .int()
      .min(1)
      .max(mostSessionsAtOnce)
      .default(8)
      .meta({
        description: "How many sessions run at once, at most.",
        examples: [8],
      }),
    stop: z
      .enum(stopModes)
      .default("curtail")
      .meta({
        description:
          "When planned runs are left out: once they cannot change the decision (`curtail`), once a sequential test of each floor is sure enough (`sequential`, cheaper, blind to the collapse of one case), or never (`off`).",
        examples: ["curtail"],
      }),
  })
  .prefault({})
  .meta({
    description: "How much is run.",
    examples: [{ perCase: 20, concurrency: 8, stop: "curtail" }],
  });

/** Far above what an experiment may sensibly take; below it sums are exact. */
const mostTokens = 1_000_000_000_000;
const mostMinutes = 10_080;

/** `budget:` of tracegate.yaml: what a run of the dataset may take at most; no limit where it is left out. */
export const budgetConfig = z
  .strictObject({
    usd: z
      .number()
      .gt(0)
      .max(1_000_000)
      .optional()
      .meta({
        description:
          "Most money that model calls may cost, the agent's, judges' and simulated users', in US dollars.",
        examples: [5],
      }),
    tokens: z
      .int()
      .min(1)
      .max(mostTokens)
      .optional()
      .meta({
        description: "Most tokens that they may read and write together.",
        examples: [2_000_000],
      }),
    minutes: z
      .number()
      .gt(0)
      .max(mostMinutes)
      .optional()
      .meta({ description: "Most minutes from the start to the last run.", examples: [30] }),
  })
  .meta({
    description:
      "What a run of the dataset may take at most. Beyond it no model is asked any more, and what was not run is `over-budget`.",
    examples: [{ usd: 5, tokens: 2_000_000, minutes: 30 }],
  });

export type Budget = z.output<typeof budgetConfig>;
