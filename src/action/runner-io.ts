import { randomBytes } from "node:crypto";
import { error, getInput, notice, setOutput, summary, warning } from "@actions/core";
import type { ActionIo } from "./action-io.ts";

// The runner's own services are not for an agent that shares this process.
for (const name of Object.keys(process.env)) {
  if (name.startsWith("ACTIONS_")) delete process.env[name];
}

/** Reads an input and forgets it, so that a `module` agent does not find the token in its environment. */
function takeInput(name: string): string {
  const text = getInput(name);
  delete process.env[`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`];
  return text;
}

const annotators = { error, warning, notice } as const;

/** The runner that started this process. */
export const runnerIo: ActionIo = {
  env: process.env,
  input: takeInput,
  output: (name, value) => setOutput(name, value),
  summarise: async (markdown) => {
    try {
      await summary.addRaw(markdown, true).write();
    } catch (error_) {
      // A runner without a summary, or a full disk: the decision does not hang on it.
      warning(`The step summary could not be written: ${String(error_)}`);
    }
  },
  annotate: (level, { message, title, file }) =>
    annotators[level](message, {
      ...(title !== undefined && { title }),
      ...(file !== undefined && { file, startLine: 1 }),
    }),
  log: (text) => {
    process.stdout.write(text);
  },
  quoted: async (work) => {
    const word = randomBytes(16).toString("hex");
    process.stdout.write(`::stop-commands::${word}\n`);
    try {
      return await work();
    } finally {
      process.stdout.write(`\n::${word}::\n`);
    }
  },
};
