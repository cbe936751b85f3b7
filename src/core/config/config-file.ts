import { z } from "zod";
import { slug } from "../dataset/case-file.ts";
import { mostRunsPerCase, mostSessionsAtOnce } from "./limits.ts";
import { policyDefaults } from "./policy-defaults.ts";
import { projectFolder, projectPath } from "./project-path.ts";

/** Below it every agent stands, so that a floor would say nothing. */
const leastFloor = 0.05;

/** Further below the floor is another floor. */
const widestMargin = 0.3;

/** A tighter level is never reached, and at a wider one a coin decides. */
const level = z.number().min(0.001).max(0.5);

const milliseconds = z.int().min(1).max(86_400_000);
const envName = z
  .string()
  .max(200)
  .regex(
    /^[A-Za-z_][A-Za-z0-9_]*$/,
    "the name of an environment variable, such as `OPENAI_API_KEY`",
  );

const agentFields = {
  version: z
    .array(projectPath)
    .max(100)
    .default([])
    .meta({
      description:
        "Globs of the files that make it another agent: hashed into the experiment, so that runs of two agents never pool.",
      examples: [["prompts/**", "src/agent/**"]],
    }),
  env: z
    .array(envName)
    .max(100)
    .default([])
    .meta({
      description:
        "Environment variables that reach the agent; nothing else does. Another value makes another agent, unless the name speaks of a key, token, secret or password.",
      examples: [["OPENAI_API_KEY"]],
    }),
  turnTimeoutMs: milliseconds.default(60_000).meta({
    description: "How long one answer may take, in milliseconds; a later one is an agent error.",
    examples: [60_000],
  }),
  runTimeoutMs: milliseconds.default(300_000).meta({
    description: "How long one whole session may take, in milliseconds.",
    examples: [300_000],
  }),
  scriptedModel: projectPath.optional().meta({
    description:
      "A scripted model file that is served as the agent's OpenAI-compatible endpoint. Without it the agent uses its own.",
    examples: ["examples/support-agent/model.yaml"],
  }),
};

const moduleAgent = z.strictObject({
  runner: z.literal("module"),
  module: projectPath.meta({
    description: "Path of a JS or TS file that exports `agent`.",
    examples: ["src/agent/agent.ts"],
  }),
  ...agentFields,
});

const processAgent = z
  .strictObject({
    runner: z.literal("process"),
    command: z
      .array(z.string().min(1).max(2000))
      .min(1)
      .max(100)
      .meta({
        description: "Program and arguments; no shell reads them.",
        examples: [["python3", "agent/main.py"]],
      }),
    sessions: z
      .enum(["one", "many"])
      .default("one")
      .meta({
        description: "How many sessions one process holds, one after another.",
        examples: ["many"],
      }),
    instances: z
      .int()
      .min(1)
      .max(256)
      .default(1)
      .meta({
        description: "How many processes serve at once where `sessions: many`.",
        examples: [2],
      }),
    ...agentFields,
  })
  .refine(({ sessions, instances }) => sessions === "many" || instances === 1, {
    path: ["instances"],
    message: "counts only where one process holds many sessions",
    params: {
      expected: "`sessions: many` beside it; else `runs.concurrency` says how many run at once",
    },
  });

const agent = z.discriminatedUnion("runner", [moduleAgent, processAgent]).meta({
  description: "The agent under test: a `module` in this process, or a `process` in any language.",
  examples: [{ runner: "module", module: "src/agent/agent.ts" }],
});

export const floorPolicy = z
  .strictObject({
    floor: z
      .number()
      .min(leastFloor)
      .lt(1)
      .meta({
        description: "Lowest accepted pass rate, between 0 and 1.",
        examples: [0.9],
      }),
    margin: z
      .number()
      .gt(0)
      .max(widestMargin)
      .default(policyDefaults.margin)
      .meta({
        description:
          "A rate this far below the floor must be told apart from it; smaller than the floor.",
        examples: [0.1],
      }),
    mode: z
      .enum(["significant", "point", "prove"])
      .default(policyDefaults.mode)
      .meta({
        description:
          "How the floor is tested: exact test (`significant`), point estimate (`point`), or lower bound above the floor (`prove`).",
        examples: ["significant"],
      }),
    judge: z
      .enum(["advisory", "block"])
      .default("advisory")
      .meta({
        description: "Whether a judge's verdicts count towards the decision or are only shown.",
        examples: ["advisory"],
      }),
  })
  .meta({ description: "What one dimension must reach.", examples: [{ floor: 0.9 }] });

export const gatePolicy = z
  .strictObject({
    dimensions: z
      .record(slug, floorPolicy)
      .refine((floors) => Object.keys(floors).length > 0, {
        message: "names no dimension",
        params: {
          expected: "a floor for every dimension that a guarding case measures",
          example: "gate:\n  dimensions:\n    abstention: { floor: 0.9 }",
        },
      })
      .meta({
        description: "The floor of every dimension that a guarding case measures.",
        examples: [{ faithfulness: { floor: 0.95 }, "tool-use": { floor: 0.9 } }],
      }),
    mustPass: z
      .array(slug)
      .max(1000)
      .default([])
      .meta({
        description: "Cases of which a single failed run blocks.",
        examples: [["refund-policy-unknown-area"]],
      }),
    alpha: level.default(policyDefaults.alpha).meta({
      description: "Chance of a false block that the whole gate may have.",
      examples: [0.05],
    }),
    beta: level.default(policyDefaults.beta).meta({
      description: "Chance that a rate one margin below the floor is called met.",
      examples: [0.1],
    }),
    missing: z
      .number()
      .min(0)
      .max(0.5)
      .default(policyDefaults.missing)
      .meta({
        description: "Largest share of runs lost to infrastructure, simulator and judge errors.",
        examples: [0.05],
      }),
  })
  .meta({
    description: "When a change may be merged.",
    examples: [{ dimensions: { faithfulness: { floor: 0.95 } } }],
  });

const isRetiredHost = (address: string): boolean =>
  /^https?:\/\/(?:[^/]*@)?(?:models\.github\.ai|models\.inference\.ai\.azure\.com)(?:[:/]|$)/i.test(
    address,
  );

const judge = z
  .strictObject({
    model: z
      .string()
      .min(1)
      .max(200)
      .meta({
        description: "Name of the chat model that judges.",
        examples: ["gpt-5-mini"],
      }),
    baseUrl: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .refine((address) => !isRetiredHost(address), {
        message: "names GitHub Models, which was switched off on 2026-07-30",
        params: { expected: "another OpenAI-compatible endpoint" },
      })
      .default("https://api.openai.com/v1")
      .meta({
        description: "Base address of an OpenAI-compatible endpoint.",
        examples: ["https://api.openai.com/v1"],
      }),
    apiKeyEnv: envName.default("OPENAI_API_KEY").meta({
      description:
        "The environment variable that holds the key. Where it is not set, judges leave their verdicts unscored.",
      examples: ["OPENAI_API_KEY"],
    }),
    timeoutMs: milliseconds.default(60_000).meta({
      description: "How long one judgement may take, in milliseconds.",
      examples: [60_000],
    }),
  })
  .meta({
    description: "The model behind evaluators of `kind: judge`.",
    examples: [{ model: "gpt-5-mini" }],
  });

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
    agent,
    dataset: projectFolder.meta({
      description: "Folder of the dataset: `dataset.yaml`, `cases/` and `scenarios/`.",
      examples: ["datasets/support"],
    }),
    evaluators: projectFolder.default("evaluators").meta({
      description: "Folder of the evaluators: `<name>/v<N>.yaml`.",
      examples: ["evaluators"],
    }),
    runs,
    judge: judge.optional(),
    gate: gatePolicy,
    enforce,
  })
  .meta({
    title: "tracegate.yaml",
    description:
      "The agent under test, the dataset it is run against, and when a change may be merged.",
  });

export type Config = z.output<typeof configFile>;
export type AgentConfig = Config["agent"];
export type GatePolicy = z.output<typeof gatePolicy>;
export type FloorPolicy = z.output<typeof floorPolicy>;
