import { z } from "zod";
import { projectPath } from "./project-path.ts";
import { envName, milliseconds } from "./scalars.ts";

/** Program and arguments; no shell reads them. */
export const commandField = z.array(z.string().min(1).max(2000)).min(1).max(100);

const dollars = z.number().min(0).max(1_000_000);

const modelPrice = z
  .strictObject({
    input: dollars,
    output: dollars,
    cachedInput: dollars.exactOptional(),
    cacheWrite: dollars.exactOptional(),
  })
  .meta({
    description: "Dollars for a million tokens. Cached ones have no cost where theirs is left out.",
    examples: [{ input: 0.5, output: 2 }],
  });

/** What every agent may say of itself, whichever runner drives it. */
export const agentFields = {
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
  prices: z
    .record(z.string().min(1).max(200), modelPrice)
    .optional()
    .meta({
      description:
        "What models cost, in US dollars for a million tokens, by the name that their answers carry; judges' and simulated users' too. Without it, those of well-known providers are taken from a list, and others have no cost.",
      examples: [{ "my-model": { input: 0.5, output: 2, cachedInput: 0.05 } }],
    }),
  setup: commandField.optional().meta({
    description:
      "What makes a fresh checkout of the agent ready to run, for `tracegate reproduce`. Where left out, `node_modules`, `.venv` and `venv` of the working tree are linked into it.",
    examples: [["npm", "ci"]],
  }),
};

/** Which loopback addresses an agent with a process of its own is given. */
export const captureField = {
  capture: z
    .strictObject({
      otlp: z
        .boolean()
        .default(true)
        .meta({
          description:
            "Whether the agent's OpenTelemetry exporter is led to Tracegate (`OTEL_EXPORTER_OTLP_…`).",
          examples: [true],
        }),
      model: z
        .boolean()
        .default(true)
        .meta({
          description:
            "Whether the agent's model calls go through Tracegate (`OPENAI_BASE_URL`, `ANTHROPIC_BASE_URL`), which passes them on and records them.",
          examples: [true],
        }),
    })
    .prefault({})
    .meta({
      description:
        "How a session is captured without code in the agent; docs/agents.md says what is seen.",
      examples: [{ otlp: true, model: false }],
    }),
};
