// src/action/run-argument.ts
const runArgument = "run-the-agent";

export { runArgument as t };