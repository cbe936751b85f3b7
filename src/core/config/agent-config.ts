import { z } from "zod";
import { agentFields, captureField, commandField } from "./agent-fields.ts";
import { httpAgent } from "./http-agent-config.ts";
import { openaiAgent } from "./openai-agent-config.ts";
import { projectPath } from "./project-path.ts";

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
    command: commandField.meta({
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
    ...captureField,
  })
  .refine(({ sessions, instances }) => sessions === "many" || instances === 1, {
    path: ["instances"],
    message: "counts only where one process holds many sessions",
    params: {
      expected: "`sessions: many` beside it; else `runs.concurrency` says how many run at once",
    },
  });

/** `agent:` of tracegate.yaml. */
export const agentConfig = z
  .discriminatedUnion("runner", [moduleAgent, processAgent, httpAgent, openaiAgent])
  .meta({
    description:
      "The agent under test: a `module` in this process, a `process` in any language, an `http` service, or a model behind an `openai` endpoint.",
    examples: [{ runner: "module", module: "src/agent/agent.ts" }],
  });

export type AgentConfig = z.output<typeof agentConfig>;
