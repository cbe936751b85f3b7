import type { Judging } from "../app/score/judging.ts";
import type { JudgeConfig } from "../core/config/judge-config.ts";
import { UserError } from "../core/errors.ts";
import { composeJudging, type JudgeSurroundings } from "./compose-score.ts";

/**
 * What asks judges in order to measure them: afresh, since an answer of yesterday says nothing about today's model, unless
 * `mayRemember` is set. Each answer is kept for the gate.
 *
 * @throws UserError `JUDGE_WITHOUT_MODEL` where the configuration names no model.
 */
export async function composeMeasuring(
  config: JudgeConfig | undefined,
  surroundings: JudgeSurroundings,
  mayRemember: boolean,
): Promise<Judging> {
  if (config === undefined)
    throw new UserError(
      "JUDGE_WITHOUT_MODEL",
      "No `judge` in tracegate.yaml names the model that answers.",
      "Add one, such as `judge: { model: gpt-5-mini, apiKeyEnv: OPENAI_API_KEY }`.",
    );
  const { cache, ...judging } = await composeJudging(config, surroundings);
  if (cache === undefined) return judging;
  if (mayRemember) return { ...judging, cache };
  return {
    ...judging,
    cache: {
      isEmpty: () => true,
      find: () => undefined,
      keep: (key, answer) => cache.keep(key, answer),
    },
  };
}
