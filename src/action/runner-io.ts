import { randomBytes } from "node:crypto";
import { error, getInput, notice, setOutput, summary, warning } from "@actions/core";
import type { ActionIo } from "./action-io.ts";
import { takeSecrets } from "./restart-without-secrets.ts";

const annotators = { error, warning, notice } as const;

/** The runner that started this process, with what the restart kept out of its environment. To be asked for once. */
export function openRunnerIo(): ActionIo {
  const env = { ...process.env, ...takeSecrets() };
  return {
    env,
    input: (name) =>
      name === "github-token" ? (env["INPUT_GITHUB-TOKEN"] ?? "").trim() : getInput(name),
    output: (name, value) => setOutput(name, value),
    summarise: async (markdown) => {
      try {
        await summary.addRaw(markdown).write();
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
}
