import { z } from "zod";
import { type JudgeConfig, judgeConfig } from "./judge-config.ts";
import { projectPath } from "./project-path.ts";
import { envName, milliseconds } from "./scalars.ts";

/** `simulator:` of tracegate.yaml. */
export const simulatorConfig = z
  .strictObject({
    model: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .meta({
        description: "Name of the chat model that plays users; the judge's where left out.",
        examples: ["gpt-5-mini"],
      }),
    baseUrl: judgeConfig.shape.baseUrl
      .removeDefault()
      .optional()
      .meta({
        description:
          "Base address of an OpenAI-compatible endpoint; the judge's where the model is left out.",
        examples: ["https://api.openai.com/v1"],
      }),
    apiKeyEnv: envName.optional().meta({
      description:
        "The environment variable that holds the key; the judge's where the model is left out, else `OPENAI_API_KEY`.",
      examples: ["OPENAI_API_KEY"],
    }),
    temperature: z
      .number()
      .min(0)
      .max(2)
      .default(0.7)
      .meta({
        description: "Sampling temperature; models that refuse to have it set are asked without.",
        examples: [0.7],
      }),
    timeoutMs: milliseconds.default(60_000).meta({
      description: "How long one message may take, in milliseconds; it is no time of the agent's.",
      examples: [60_000],
    }),
    requestsPerMinute: judgeConfig.shape.requestsPerMinute,
    scriptedModel: projectPath.optional().meta({
      description:
        "Path of a scripted model that plays users, so that no key is needed; stands instead of `model`.",
      examples: ["examples/support-agent/scripted-user.yaml"],
    }),
  })
  .check(({ value, issues }) => {
    if (value.scriptedModel === undefined) return;
    for (const key of ["model", "baseUrl", "apiKeyEnv"] as const) {
      if (value[key] === undefined) continue;
      issues.push({
        code: "custom",
        input: value,
        path: [key],
        message: "stands beside `scriptedModel`, which is served without it",
        params: { expected: "one of the two" },
      });
    }
  })
  .meta({
    description: "The model behind scenarios with `user: { kind: model }`.",
    examples: [{ model: "gpt-5-mini" }],
  });

/** How users are played: by a model at an address, or by a script. */
export type Simulator =
  | {
      readonly kind: "model";
      readonly model: string;
      readonly baseUrl: string;
      readonly apiKeyEnv: string;
      readonly temperature: number;
      readonly timeoutMs: number;
      readonly requestsPerMinute?: number;
    }
  | { readonly kind: "scripted"; readonly path: string; readonly timeoutMs: number };

/** Where the configuration leaves an address open. */
const defaults = { baseUrl: "https://api.openai.com/v1", apiKeyEnv: "OPENAI_API_KEY" };

/**
 * What plays users, with the judge's model where `simulator` names none; `undefined` where nothing is named. A judge's
 * key is never sent to an address that the judge is not at.
 */
export function simulatorOf({
  simulator,
  judge,
}: {
  readonly simulator?: z.output<typeof simulatorConfig> | undefined;
  readonly judge?: JudgeConfig | undefined;
}): Simulator | undefined {
  if (simulator === undefined) return undefined;
  const { model, baseUrl, apiKeyEnv, temperature, timeoutMs, requestsPerMinute } = simulator;
  if (simulator.scriptedModel !== undefined) {
    return { kind: "scripted", path: simulator.scriptedModel, timeoutMs };
  }
  const own = {
    temperature,
    timeoutMs,
    ...(requestsPerMinute !== undefined && { requestsPerMinute }),
  };
  if (model !== undefined) {
    return {
      kind: "model",
      model,
      baseUrl: baseUrl ?? defaults.baseUrl,
      apiKeyEnv: apiKeyEnv ?? defaults.apiKeyEnv,
      ...own,
    };
  }
  if (judge === undefined) return undefined;
  // An address of its own needs a key of its own.
  if (baseUrl !== undefined && baseUrl !== judge.baseUrl && apiKeyEnv === undefined)
    return undefined;
  return {
    kind: "model",
    model: judge.model,
    baseUrl: baseUrl ?? judge.baseUrl,
    apiKeyEnv: apiKeyEnv ?? judge.apiKeyEnv,
    ...own,
  };
}
