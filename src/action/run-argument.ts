/** Says to our own bundle that it is to run the agent, and nothing else. */
export const runArgument = "run-the-agent";
