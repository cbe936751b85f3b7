import { z } from "zod";
import { agentConfig } from "./agent-config.ts";
import { gatePolicy } from "./gate-policy.ts";
import { judgeConfig } from "./judge-config.ts";
import { mostRunsPerCase, mostSessionsAtOnce } from "./limits.ts";
import { projectFolder } from "./project-path.ts";
import { redactionConfig } from "./redaction-config.ts";
import { toolDeclarations } from "./tool-declarations.ts";

const runs = z
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
  })
  .prefault({})
  .meta({ description: "How much is run.", examples: [{ perCase: 20, concurrency: 8 }] });

const enforce = z
  .union([
    z.literal(true),
    z.strictObject({
      until: z.iso.date().meta({
        description: "The day from which the gate blocks, in UTC.",
        examples: ["2027-01-15"],
      }),
    }),
  ])
  .default(true)
  .meta({
    description:
      "Whether the decision blocks (`true`), or is only shown until a day, while a team adopts the gate.",
    examples: [true, { until: "2027-01-15" }],
  });

/** `tracegate.yaml`. */
export const configFile = z
  .strictObject({
    version: z.literal(1).meta({ description: "Version of this file's format.", examples: [1] }),
    agent: agentConfig,
    dataset: projectFolder.meta({
      description: "Folder of the dataset: `dataset.yaml`, `cases/` and `scenarios/`.",
      examples: ["datasets/support"],
    }),
    evaluators: projectFolder.default("evaluators").meta({
      description: "Folder of the evaluators: `<name>/v<N>.yaml`.",
      examples: ["evaluators"],
    }),
    runs,
    tools: toolDeclarations.optional(),
    judge: judgeConfig.optional(),
    redaction: redactionConfig.optional(),
    gate: gatePolicy,
    enforce,
  })
  .meta({
    title: "tracegate.yaml",
    description:
      "The agent under test, the dataset it is run against, and when a change may be merged.",
  });

export type Config = z.output<typeof configFile>;
