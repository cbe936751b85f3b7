import { randomBytes } from "node:crypto";
import type { Judging } from "../app/judging.ts";
import type { Score } from "../app/run-experiment/experiment-request.ts";
import { scoreSession } from "../app/score-session.ts";
import type { Config } from "../core/config/config-file.ts";
import type { Project } from "../core/config/project.ts";

/** Scores with what the project compiled; the judge's adapter is loaded only where a case asks one. */
export async function composeScore(
  { config, scorers }: Project,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Score> {
  const asksJudges = [...scorers.values()].some(({ judges }) => judges.length > 0);
  const judging =
    asksJudges && config.judge !== undefined
      ? await composeJudging(config.judge, environment)
      : undefined;
  return (caseId, session, signal) => {
    const scorer = scorers.get(caseId);
    if (scorer === undefined) throw new Error(`no case ${caseId} was compiled`);
    return scoreSession(scorer, session, { signal, ...(judging !== undefined && { judging }) });
  };
}

/** How many questions a judge's endpoint is asked at once. */
const judgeConcurrency = 16;

async function composeJudging(
  { model, baseUrl, apiKeyEnv, timeoutMs }: NonNullable<Config["judge"]>,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Judging> {
  const [{ openAiJudge }, { judgingWith }] = await Promise.all([
    import("../adapters/llm/openai-judge.ts"),
    import("../app/judging.ts"),
  ]);
  const apiKey = environment[apiKeyEnv];
  const judge = openAiJudge({
    model,
    baseUrl,
    apiKeyEnv,
    timeoutMs,
    ...(apiKey !== undefined && { apiKey }),
  });
  return judgingWith(judge, { concurrency: judgeConcurrency, nonce: freshNonce });
}

function freshNonce(): string {
  return randomBytes(16).toString("hex");
}
