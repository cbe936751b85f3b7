import { z } from "zod";
import { slug } from "../dataset/case-file.ts";

const share = z.number().gt(0).lt(1);
const milliseconds = z.int().min(1).max(86_400_000);
const envName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "the name of an environment variable");

const agentFields = {
  version: z
    .array(z.string().min(1))
    .default([])
    .describe("Globs of the files that make it another agent: hashed into the experiment."),
  env: z
    .array(envName)
    .default([])
    .describe("Environment variables that reach the agent; nothing else does."),
  turnTimeoutMs: milliseconds.default(60_000),
  runTimeoutMs: milliseconds.default(300_000),
  scriptedModel: z
    .string()
    .min(1)
    .optional()
    .describe(
      "A scripted model file that is served as the agent's OpenAI-compatible endpoint. Without it the agent uses its own.",
    ),
};

const moduleAgent = z.strictObject({
  runner: z.literal("module"),
  module: z.string().min(1).describe("Path of a JS or TS file that exports `agent`."),
  ...agentFields,
});

const processAgent = z.strictObject({
  runner: z.literal("process"),
  command: z
    .array(z.string().min(1))
    .min(1)
    .describe("Program and arguments; no shell reads them."),
  sessions: z
    .enum(["one", "many"])
    .default("one")
    .describe("How many sessions one process holds, one after another."),
  instances: z
    .int()
    .min(1)
    .max(256)
    .default(1)
    .describe("How many processes serve at once where `sessions: many`."),
  ...agentFields,
});

export const floorPolicy = z.strictObject({
  floor: share.describe("Lowest accepted pass rate, between 0 and 1."),
  margin: share
    .default(0.1)
    .describe("A rate this far below the floor must be told apart from it."),
  mode: z
    .enum(["significant", "point", "prove"])
    .default("significant")
    .describe(
      "How the floor is tested: exact test (default), point estimate, or lower bound above the floor.",
    ),
  judge: z
    .enum(["advisory", "block"])
    .default("advisory")
    .describe("Whether a judge's verdicts count towards the decision or are only shown."),
});

export const gatePolicy = z.strictObject({
  dimensions: z.record(slug, floorPolicy),
  mustPass: z.array(slug).default([]).describe("Cases of which a single failed run blocks."),
  alpha: share.default(0.05).describe("Chance of a false block that the whole gate may have."),
  beta: share.default(0.1).describe("Chance that a rate one margin below the floor is called met."),
  missing: z
    .number()
    .min(0)
    .max(1)
    .default(0.05)
    .describe("Largest share of runs lost to infrastructure, simulator and judge errors."),
});

/** `tracegate.yaml`. */
export const configFile = z.strictObject({
  version: z.literal(1),
  agent: z.discriminatedUnion("runner", [moduleAgent, processAgent]),
  dataset: z.string().min(1).describe("Folder of the dataset."),
  evaluators: z.string().min(1).default("evaluators").describe("Folder of the evaluators."),
  runs: z
    .strictObject({
      perCase: z.int().min(1).max(100_000).default(20),
      concurrency: z.int().min(1).max(1024).default(8),
    })
    .prefault({}),
  judge: z
    .strictObject({
      model: z.string().min(1),
      baseUrl: z.url().default("https://api.openai.com/v1"),
      apiKeyEnv: envName.default("OPENAI_API_KEY"),
      timeoutMs: milliseconds.default(60_000),
    })
    .optional(),
  gate: gatePolicy,
});

export type Config = z.output<typeof configFile>;
export type AgentConfig = Config["agent"];
export type ModuleAgentConfig = Extract<AgentConfig, { runner: "module" }>;
export type ProcessAgentConfig = Extract<AgentConfig, { runner: "process" }>;
export type GatePolicy = z.output<typeof gatePolicy>;
export type FloorPolicy = z.output<typeof floorPolicy>;
