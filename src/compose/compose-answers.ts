import type { ActionsCacheAnswer, ActionsCacheRequest } from "../adapters/cache/actions-cache.ts";
import type { CarriedVerdicts } from "../adapters/cache/carried-verdicts.ts";
import type { AnsweredQuestion, VerdictCache } from "../ports/verdict-cache.ts";

export type { ActionsCacheAnswer, ActionsCacheRequest, AnsweredQuestion, CarriedVerdicts };

/** Speaks to the cache of GitHub Actions, in a process that does nothing else; its library is loaded here. */
export async function composeActionsCache(): Promise<
  (request: ActionsCacheRequest) => Promise<ActionsCacheAnswer>
> {
  return (await import("../adapters/cache/actions-cache.ts")).askActionsCache;
}

/** Answers of judges that go from job to job. */
export async function composeCarriedVerdicts(): Promise<CarriedVerdicts> {
  return new (await import("../adapters/cache/carried-verdicts.ts")).CarriedVerdicts();
}

/** The same for who asks judges: finds what was carried here in a folder, and tells of what is new. */
export async function composeToldVerdicts(
  folder: string,
  tell: (key: string, answer: AnsweredQuestion) => void,
): Promise<VerdictCache> {
  return (await import("../adapters/cache/told-verdicts.ts")).toldVerdicts(folder, tell);
}
