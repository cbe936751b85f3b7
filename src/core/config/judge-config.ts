import { z } from "zod";
import { envName, milliseconds } from "./scalars.ts";

const isRetiredHost = (address: string): boolean =>
  /^https?:\/\/(?:[^/]*@)?(?:models\.github\.ai|models\.inference\.ai\.azure\.com)(?:[:/]|$)/i.test(
    address,
  );

/** `judge:` of tracegate.yaml. */
export const judgeConfig = z
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
    temperature: z
      .number()
      .min(0)
      .max(2)
      .default(0)
      .meta({
        description: "Sampling temperature; models that refuse to have it set are asked without.",
        examples: [0],
      }),
    votes: z
      .int()
      .min(1)
      .max(9)
      .refine((votes) => votes % 2 === 1, {
        message: "is even, and could end in a draw",
        params: { expected: "an odd number of votes: 1, 3, 5, 7 or 9", example: "votes: 3" },
      })
      .default(1)
      .meta({
        description: "How often each question is asked; more than half must agree.",
        examples: [3],
      }),
    concurrency: z
      .int()
      .min(1)
      .max(256)
      .default(16)
      .meta({
        description: "How many questions the endpoint is asked at once, at most.",
        examples: [16],
      }),
    requestsPerMinute: z
      .int()
      .min(1)
      .max(1_000_000)
      .optional()
      .meta({
        description:
          "How many questions the endpoint takes a minute; as many as it answers where left out.",
        examples: [500],
      }),
  })
  .meta({
    description: "The model behind evaluators of `kind: judge`.",
    examples: [{ model: "gpt-5-mini" }],
  });

export type JudgeConfig = z.output<typeof judgeConfig>;
