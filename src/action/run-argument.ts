/** Says to our own bundle that it is to run the agent, and nothing else. */
export const runArgument = "run-the-agent";

/** The same for what speaks to the cache of GitHub Actions. */
export const cacheArgument = "ask-the-cache";
