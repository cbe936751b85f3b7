import type { RecordedModel } from "./model-source.ts";
import type { ToolRules } from "./tools-field.ts";

/** Where a case's tools answer from: recorded calls, all or but for some that run live, or the tools themselves. */
export const toolOrigins = ["recorded", "partly-recorded", "live"] as const;

/** Where a case's model answers from: a cassette, a scripted model, or the model itself. */
export const modelOrigins = ["recorded", "scripted", "live"] as const;

/** How far a case is shut off from the world: what is not live answers the same in every run. */
export type Hermeticity = {
  readonly tools: (typeof toolOrigins)[number];
  readonly model: (typeof modelOrigins)[number];
};

/** What decides where a case's answers come from. */
export type AnswerOrigins = {
  readonly tools?: Pick<ToolRules, "live"> & { readonly recorded?: unknown };
  readonly model?: RecordedModel;
  /** Whether the project serves its agent a scripted model. */
  readonly isModelScripted: boolean;
};

/** From where a case's tools and model answer: live, but for what its file says. */
export function hermeticityOf({ tools, model, isModelScripted }: AnswerOrigins): Hermeticity {
  const isRecorded = tools?.recorded !== undefined;
  const recorded = tools !== undefined && tools.live.length > 0 ? "partly-recorded" : "recorded";
  const own = isModelScripted ? "scripted" : "live";
  return {
    tools: isRecorded ? recorded : "live",
    model: model === undefined ? own : "recorded",
  };
}
