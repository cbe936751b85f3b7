import { z } from "zod";
import { agentConfig } from "./agent-config.ts";
import { baselineConfig } from "./baseline-config.ts";
import { botConfig } from "./bot-config.ts";
import { gatePolicy } from "./gate-policy.ts";
import { judgeConfig } from "./judge-config.ts";
import { projectFolder } from "./project-path.ts";
import { redactionConfig } from "./redaction-config.ts";
import { budgetConfig, runsConfig } from "./runs-config.ts";
import { simulatorConfig } from "./simulator-config.ts";
import { toolDeclarations } from "./tool-declarations.ts";
import { triageConfig } from "./triage-config.ts";

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
    runs: runsConfig,
    budget: budgetConfig.optional(),
    tools: toolDeclarations.optional(),
    judge: judgeConfig.optional(),
    simulator: simulatorConfig.optional(),
    redaction: redactionConfig.optional(),
    triage: triageConfig.exactOptional(),
    bot: botConfig.optional(),
    gate: gatePolicy,
    baseline: baselineConfig.optional(),
    enforce,
  })
  .check(({ value, issues }) => {
    if (value.gate.requireBaseline !== true || value.baseline !== undefined) return;
    issues.push({
      code: "custom",
      input: value,
      path: ["gate", "requireBaseline"],
      message: "asks for a comparison, and nothing says where results are kept",
      params: {
        expected: "a section `baseline` beside it",
        example: "baseline: { stores: [branch] }",
      },
    });
  })
  .meta({
    title: "tracegate.yaml",
    description:
      "The agent under test, the dataset it is run against, and when a change may be merged.",
  });

export type Config = z.output<typeof configFile>;
