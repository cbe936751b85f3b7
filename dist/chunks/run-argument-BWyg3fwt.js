// src/action/run-argument.ts
const runArgument = "run-the-agent";
const cacheArgument = "ask-the-cache";

export { runArgument as n, cacheArgument as t };