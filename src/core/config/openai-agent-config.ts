import { z } from "zod";
import { agentFields } from "./agent-fields.ts";
import { projectPath } from "./project-path.ts";
import { envName, milliseconds } from "./scalars.ts";

const tool = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-zA-Z0-9_-]{1,64}$/, "up to 64 letters, digits, `_` and `-`")
      .meta({
        description: "Name of the tool, as the model calls it.",
        examples: ["search_policies"],
      }),
    description: z
      .string()
      .min(1)
      .max(4000)
      .meta({
        description: "What it does, for the model.",
        examples: ["Searches the shop's policies."],
      }),
    parameters: z
      .record(z.string(), z.json())
      .optional()
      .meta({
        description: "JSON Schema of its arguments; it takes none where this is left out.",
        examples: [{ type: "object", properties: { query: { type: "string" } } }],
      }),
    url: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .optional()
      .meta({
        description:
          "Where a call is posted as `{name, arguments, session}`; the JSON answer is the result. Without it, only recorded results answer the tool.",
        examples: ["http://127.0.0.1:8080/tools/search_policies"],
      }),
    headers: z
      .record(z.string().max(200), z.string().max(2000))
      .default({})
      .meta({
        description: "Headers of these posts; `${NAME}` stands for an environment variable.",
        examples: [{ authorization: "Bearer ${SHOP_TOKEN}" }],
      }),
    timeoutMs: milliseconds.default(30_000).meta({
      description:
        "How long one call may take, in milliseconds; a later answer is an error of the tool.",
      examples: [30_000],
    }),
  })
  .meta({
    description: "A tool that the model may call.",
    examples: [{ name: "search_policies", description: "Searches the shop's policies." }],
  });

/** An agent that is a model, a prompt and tools: `runner: openai`. */
export const openaiAgent = z.strictObject({
  runner: z.literal("openai"),
  model: z
    .string()
    .min(1)
    .max(200)
    .meta({ description: "Name of the chat model.", examples: ["gpt-5-mini"] }),
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .default("https://api.openai.com/v1")
    .meta({
      description: "Base address of an endpoint that serves chat completions.",
      examples: ["http://127.0.0.1:11434/v1"],
    }),
  apiKeyEnv: envName.default("OPENAI_API_KEY").meta({
    description: "The environment variable that holds the key; an endpoint on loopback needs none.",
    examples: ["OPENAI_API_KEY"],
  }),
  systemPrompt: projectPath.optional().meta({
    description: "A text file with the system prompt.",
    examples: ["prompts/support.md"],
  }),
  parameters: z
    .record(z.string(), z.json())
    .refine((own) => !["model", "messages", "tools", "stream", "n"].some((key) => key in own), {
      message: "sets what the runner sets itself",
      params: { expected: "neither model, messages, tools, stream nor n" },
    })
    .default({})
    .meta({
      description: "Further fields of every request, as the endpoint knows them.",
      examples: [{ temperature: 0.2 }],
    }),
  tools: z
    .array(tool)
    .max(128)
    .default([])
    .refine((tools) => new Set(tools.map(({ name }) => name)).size === tools.length, {
      message: "names a tool twice",
      params: { expected: "a name of its own for each tool" },
    })
    .meta({
      description: "The tools that the model may call.",
      examples: [[{ name: "search_policies", description: "Searches the shop's policies." }]],
    }),
  maxModelCalls: z
    .int()
    .min(1)
    .max(1000)
    .default(20)
    .meta({
      description: "How often the model is called in one turn, at most; then it is an agent error.",
      examples: [20],
    }),
  maxRetries: z
    .int()
    .min(0)
    .max(20)
    .default(4)
    .meta({
      description: "How often a call is made again after 429, 5xx or a lost connection.",
      examples: [4],
    }),
  ...agentFields,
});
