// The files through which a step talks back (src/Runner.Worker/FileCommandManager.cs, 2.336).

import { randomUUID } from "node:crypto";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Masker } from "./masker.ts";
import type { Step } from "./step.ts";

export const summaryLimit = 1024 * 1024;
/** "1 MB per job", counted as GitHub does, in UTF-16. */
export const outputsLimit = 1024 * 1024;

const prefixes = {
  GITHUB_ENV: "set_env_",
  GITHUB_OUTPUT: "set_output_",
  GITHUB_PATH: "add_path_",
  GITHUB_STATE: "save_state_",
  GITHUB_STEP_SUMMARY: "step_summary_",
} as const;

export type CommandFiles = Readonly<Record<keyof typeof prefixes, string>>;

/** Makes the empty files of one step; their names cannot be guessed. */
export async function makeCommandFiles(temp: string): Promise<CommandFiles> {
  const folder = join(temp, "_runner_file_commands");
  await mkdir(folder, { recursive: true });
  const suffix = randomUUID();
  const path = (name: keyof typeof prefixes): string => join(folder, prefixes[name] + suffix);
  const files: CommandFiles = {
    GITHUB_ENV: path("GITHUB_ENV"),
    GITHUB_OUTPUT: path("GITHUB_OUTPUT"),
    GITHUB_PATH: path("GITHUB_PATH"),
    GITHUB_STATE: path("GITHUB_STATE"),
    GITHUB_STEP_SUMMARY: path("GITHUB_STEP_SUMMARY"),
  };
  for (const file of Object.values(files)) await writeFile(file, "");
  return files;
}

/** `NAME=value` lines, and `NAME<<END` … `END` for values of several lines; throws as the runner. */
export function parsePairs(text: string): readonly (readonly [string, string])[] {
  const pairs: (readonly [string, string])[] = [];
  const lines = text.split("\n");
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (line === "") continue;
    const equals = line.indexOf("=");
    const heredoc = line.indexOf("<<");
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      pairs.push([line.slice(0, equals), line.slice(equals + 1)]);
      continue;
    }
    if (heredoc < 0) throw new Error(`Invalid format '${line}'`);
    const name = line.slice(0, heredoc);
    const delimiter = line.slice(heredoc + 2);
    if (name === "" || delimiter === "") {
      throw new Error(
        `Invalid format '${line}'. Name must not be empty and delimiter must not be empty`,
      );
    }
    const end = lines.indexOf(delimiter, index + 1);
    if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
    pairs.push([name, lines.slice(index + 1, end).join("\n")]);
    index = end;
  }
  return pairs;
}

export type FileResults = {
  readonly env: Readonly<Record<string, string>>;
  readonly path: readonly string[];
  /** Masked; empty where the step wrote none or too much. */
  readonly summary: string;
};

async function readSummary(file: string, step: Step, masker: Masker): Promise<string> {
  const { size } = await stat(file);
  if (size <= summaryLimit) return masker.mask(await readFile(file, "utf8"));
  const limit = summaryLimit / 1024;
  const actual = Math.floor(size / 1024);
  const message = `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of ${limit}k, got ${actual}k.`;
  step.complain(message, false);
  return "";
}

async function pairsIn(file: string): Promise<ReturnType<typeof parsePairs>> {
  return parsePairs(await readFile(file, "utf8"));
}

/** Reads the files after the step has ended; what is wrong in them fails the step. */
export async function readCommandFiles(
  files: CommandFiles,
  step: Step,
  masker: Masker,
): Promise<FileResults> {
  const env: Record<string, string> = {};
  const path: string[] = [];
  let summary = "";
  const read = async (name: string, act: () => Promise<void>): Promise<void> => {
    try {
      await act();
    } catch (error) {
      step.complain(`Unable to process file command '${name}' successfully.`, true);
      step.complain(error instanceof Error ? error.message : String(error), true);
    }
  };
  await read("path", async () => {
    const text = await readFile(files.GITHUB_PATH, "utf8");
    path.push(...text.split(/\r?\n/).filter((line) => line !== ""));
  });
  await read("env", async () => {
    for (const [name, value] of await pairsIn(files.GITHUB_ENV)) {
      if (name.toUpperCase() !== "NODE_OPTIONS") env[name] = value;
      else
        step.complain(
          "Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.",
          false,
        );
    }
  });
  await read("step_summary", async () => {
    summary = await readSummary(files.GITHUB_STEP_SUMMARY, step, masker);
  });
  await read("state", async () => {
    for (const [name, value] of await pairsIn(files.GITHUB_STATE)) step.state.set(name, value);
  });
  await read("output", async () => {
    for (const [name, value] of await pairsIn(files.GITHUB_OUTPUT)) step.outputs.set(name, value);
  });
  return { env, path, summary };
}

/** Over the limit GitHub keeps none of the outputs: no test may go on as if they had arrived. */
export function checkOutputs(step: Step): void {
  const units = [...step.outputs].reduce(
    (sum, [name, value]) => sum + name.length + value.length,
    0,
  );
  if (units * 2 <= outputsLimit) return;
  step.complain("The outputs are larger than 1 MB.", true);
  step.outputs.clear();
}
