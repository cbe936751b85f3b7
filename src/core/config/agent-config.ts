import { z } from "zod";
import { projectPath } from "./project-path.ts";
import { envName, milliseconds } from "./scalars.ts";

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

/** `agent:` of tracegate.yaml. */
export const agentConfig = z.discriminatedUnion("runner", [moduleAgent, processAgent]).meta({
  description: "The agent under test: a `module` in this process, or a `process` in any language.",
  examples: [{ runner: "module", module: "src/agent/agent.ts" }],
});

export type AgentConfig = z.output<typeof agentConfig>;
