import { z } from "zod";
import { envName, milliseconds } from "./scalars.ts";

const weight = z.number().min(0).max(100);

/** `triage:` of tracegate.yaml. */
export const triageConfig = z
  .strictObject({
    weights: z
      .strictObject({
        text: weight.exactOptional().meta({ description: "What evaluators and the agent said." }),
        tools: weight.exactOptional().meta({ description: "The way through the tools." }),
        events: weight
          .exactOptional()
          .meta({ description: "Empty searches, failed tools, loops, time-outs." }),
        dimensions: weight
          .exactOptional()
          .meta({ description: "Which dimensions and evaluators failed." }),
        version: weight
          .exactOptional()
          .meta({ description: "Prompt, model and tools of the agent; 0 where it is left out." }),
        prompt: weight
          .exactOptional()
          .meta({ description: "Headings of the system prompt; 0 where it is left out." }),
      })
      .refine(
        (weights) =>
          Object.values(weights).some((one) => one > 0) || Object.keys(weights).length < 6,
        {
          message: "leaves no axis to look at",
          params: { expected: "at least one weight above 0" },
        },
      )
      .exactOptional()
      .meta({
        description:
          "How much each axis counts when sessions are compared, relative to the others.",
        examples: [{ text: 0.4, tools: 0.3, events: 0.1, dimensions: 0.2 }],
      }),
    silhouetteFloor: z
      .number()
      .min(0)
      .max(1)
      .exactOptional()
      .meta({
        description: "Clusters that separate worse than this are no clusters.",
        examples: [0.1],
      }),
    embeddings: z
      .strictObject({
        model: z
          .string()
          .min(1)
          .max(200)
          .meta({
            description: "Name of the embedding model.",
            examples: ["text-embedding-3-small"],
          }),
        baseUrl: z
          .url({ protocol: /^https?$/ })
          .max(2000)
          .default("https://api.openai.com/v1")
          .meta({
            description: "Base address of an OpenAI-compatible endpoint.",
            examples: ["https://api.openai.com/v1"],
          }),
        apiKeyEnv: envName.default("OPENAI_API_KEY").meta({
          description: "The environment variable that holds the key.",
          examples: ["OPENAI_API_KEY"],
        }),
        timeoutMs: milliseconds.default(60_000).meta({
          description: "How long one request may take, in milliseconds.",
          examples: [60_000],
        }),
      })
      .exactOptional()
      .meta({
        description:
          "A model that compares texts by their meaning; words are compared where it is left out.",
        examples: [{ model: "text-embedding-3-small" }],
      }),
  })
  .meta({ description: "How failing sessions are grouped.", examples: [{ silhouetteFloor: 0.1 }] });
