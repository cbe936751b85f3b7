// src/action/run-argument.ts
/** Says to our own bundle that it is to run the agent, and nothing else. */
const runArgument = "run-the-agent";

export { runArgument as t };