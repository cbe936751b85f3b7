import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { relative, resolve } from "node:path";
import type { Score } from "../app/run-experiment/experiment-request.ts";
import type { Judging } from "../app/score/judging.ts";
import { scoreSession } from "../app/score/score-session.ts";
import type { JudgeConfig } from "../core/config/judge-config.ts";
import type { Project } from "../core/config/project.ts";
import { judgeSubject } from "../core/plan/experiment-subject.ts";
import type { VerdictCache } from "../ports/verdict-cache.ts";
import { composePrices } from "./compose-prices.ts";
import { cacheFolder } from "./compose-results.ts";
import { describePause } from "./describe-pause.ts";

export type JudgeSurroundings = {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where answers are kept for the next time, absolute; nowhere where it is left out. */
  readonly cacheFolder?: string;
  /** Answers that somebody else keeps, in place of `cacheFolder`. */
  readonly answers?: VerdictCache;
  readonly onWarning: (message: string) => void;
};

/** Scores with what the project compiled; the judge's adapter is loaded only where a case asks one. */
export async function composeScore(
  project: Project,
  surroundings: JudgeSurroundings,
): Promise<Score> {
  const { config, scorers } = project;
  const judging =
    asksJudges(project) && config.judge !== undefined
      ? await composeJudging(config.judge, { ...surroundings, ownPrices: config.agent.prices })
      : undefined;
  return (caseId, session, scoring) => {
    const scorer = scorers.get(caseId);
    if (scorer === undefined) throw new Error(`no case ${caseId} was compiled`);
    return scoreSession(scorer, session, { ...scoring, ...(judging !== undefined && { judging }) });
  };
}

/** Whether the configuration names a judge, and a case asks it. */
export function asksJudges({ config, scorers }: Pick<Project, "config" | "scorers">): boolean {
  return (
    config.judge !== undefined && [...scorers.values()].some(({ judges }) => judges.length > 0)
  );
}

/** What asks the judge that the configuration names. Its answers are kept in `cacheFolder`, where one is given. */
export async function composeJudging(
  config: JudgeConfig,
  {
    environment,
    cacheFolder: folder,
    answers,
    onWarning,
    ownPrices,
  }: JudgeSurroundings & { readonly ownPrices?: Parameters<typeof composePrices>[0] },
): Promise<Judging> {
  const [{ openAiJudge }, { judgingWith }, prices, cache] = await Promise.all([
    import("../adapters/llm/openai-judge.ts"),
    import("../app/score/judging.ts"),
    composePrices(ownPrices),
    answers ??
      (folder === undefined ? undefined : composeVerdictCache(folder, { environment, onWarning })),
  ]);
  const { apiKeyEnv, concurrency, votes, requestsPerMinute } = config;
  const apiKey = environment[apiKeyEnv];
  const model = openAiJudge({
    model: config.model,
    baseUrl: config.baseUrl,
    apiKeyEnv,
    timeoutMs: config.timeoutMs,
    temperature: config.temperature,
    prices,
    environment,
    onPause: (ms) => onWarning(describePause("judge", ms)),
    ...(requestsPerMinute !== undefined && { requestsPerMinute }),
    ...(apiKey !== undefined && { apiKey }),
  });
  if (cache?.isEmpty() ?? true) model.prepare?.();
  return judgingWith({
    model,
    digest: judgeSubject(config).digest,
    votes,
    concurrency,
    nonce: freshNonce,
    ...(cache !== undefined && { cache }),
  });
}

/**
 * What judges answered before; nothing where the folder came with the commit. Whoever writes a pull request could
 * otherwise write the verdicts on it.
 */
async function composeVerdictCache(
  folder: string,
  { environment, onWarning }: Pick<JudgeSurroundings, "environment" | "onWarning">,
): Promise<VerdictCache | undefined> {
  const [{ verdictFiles }, isCommitted] = await Promise.all([
    import("../adapters/cache/verdict-files.ts"),
    // Without git, a runner's checkout is an archive of the commit, and nobody can tell what is in it.
    cameWithCommit(folder).then((said) => said ?? environment["GITHUB_ACTIONS"] === "true"),
  ]);
  if (!isCommitted) return verdictFiles(folder, { onWarning });
  onWarning(
    `Answers of judges in ${cacheFolder} are not believed, since they may have come with the commit: judges are asked. Take the folder out of git: git rm -r --cached ${cacheFolder}`,
  );
  return undefined;
}

async function cameWithCommit(folder: string): Promise<boolean | undefined> {
  if (!existsSync(folder)) return false;
  const { committedBelow } = await import("../adapters/git/committed-below.ts");
  return committedBelow(resolve(folder, relative(cacheFolder, ".")), cacheFolder);
}

function freshNonce(): string {
  return randomBytes(16).toString("hex");
}
