import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { RunnerEvent } from "./environment.ts";
import { type ActionResult, type RunActionOptions, runAction } from "./run-action.ts";

/** An event of no repository in particular. */
export const aPush: RunnerEvent = {
  name: "push",
  payload: { repository: { id: 7, owner: { id: 3 } }, sender: { id: 5 } },
  sha: "a".repeat(40),
  ref: "refs/heads/main",
  actor: "lee",
};

type TinyAction = { readonly code: string; readonly inputs?: string };

/** A folder with an action of a few lines; it goes when the test ends. */
export async function tinyAction({ code, inputs = "" }: TinyAction): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "tiny-action-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, "dist"));
  await writeFile(join(folder, "dist", "main.mjs"), code);
  await writeFile(
    join(folder, "action.yml"),
    `name: Tiny\ndescription: A few lines\n${inputs}\nruns: { using: node24, main: dist/main.mjs }\n`,
  );
  return folder;
}

/** Runs an action that is these lines of code. */
export async function runCode(
  code: string,
  options: Partial<RunActionOptions> = {},
): Promise<ActionResult> {
  return runAction({ actionDir: await tinyAction({ code }), event: aPush, ...options });
}

/** Runs an action that prints these lines, byte for byte, and ends with 0. */
export async function runPrinting(
  text: string,
  stream: "stdout" | "stderr" = "stdout",
): Promise<ActionResult> {
  return runCode(`process.${stream}.write(${JSON.stringify(text)})`);
}
