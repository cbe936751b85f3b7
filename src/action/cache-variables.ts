/** What the library of GitHub's cache reads of the runner. By these a job speaks to it: for judges' answers and a store of baselines. */
export const cacheVariables = [
  "ACTIONS_RUNTIME_TOKEN",
  "ACTIONS_RESULTS_URL",
  "ACTIONS_CACHE_URL",
  "ACTIONS_CACHE_SERVICE_V2",
  "ACTIONS_CACHE_MODE",
] as const;
