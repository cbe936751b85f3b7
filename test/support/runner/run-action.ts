// Starts a built JavaScript action as GitHub's runner does, and tells what GitHub would show of it.

import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, normalize } from "node:path";
import type { GitHub } from "../github/start-github.ts";
import type { Permissions } from "../github/world.ts";
import { type ActionFile, evaluate, inputVariable, readActionFile } from "./action-file.ts";
import type { Annotation } from "./annotations.ts";
import type { ActionCommand } from "./commands.ts";
import {
  githubContext,
  type Job,
  type RunnerEvent,
  runnerEnvironment,
  runtimeToken,
} from "./environment.ts";
import { checkOutputs, makeCommandFiles, readCommandFiles } from "./file-commands.ts";
import { readLines } from "./lines.ts";
import { createMasker, type Masker } from "./masker.ts";
import { createStep, type Step } from "./step.ts";

export type RunActionOptions = {
  /** Holds `action.yml` and the folder of its `runs.main`; nothing else of it is used. */
  readonly actionDir: string;
  /** Where in `actionDir` the action file is; needed for an action beside the first. */
  readonly actionPath?: string;
  /** `with:`; what is not here gets its default. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly event: RunnerEvent;
  /** Without one, `GITHUB_API_URL` leads nowhere. */
  readonly github?: GitHub;
  /** `permissions:` of the job; the token that comes of them is `${{ github.token }}`. */
  readonly permissions?: Permissions;
  /** The checkout; an empty folder without it. */
  readonly cwd?: string;
  /** `env:` of the step. */
  readonly env?: Readonly<Record<string, string>>;
  /** Values that came out of `secrets`, masked from the start. */
  readonly secrets?: readonly string[];
  readonly runId?: number;
  readonly runAttempt?: number;
  readonly timeoutMs?: number;
};

export type ActionResult = {
  readonly exitCode: number | null;
  /** Not the exit code alone: a broken file command or a forbidden command fails the step too. */
  readonly conclusion: "success" | "failure";
  readonly log: string;
  readonly annotations: readonly Annotation[];
  readonly commands: readonly ActionCommand[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly masks: readonly string[];
  /** What later steps of the job would find in their environment, and in front of their `PATH`. */
  readonly env: Readonly<Record<string, string>>;
  readonly path: readonly string[];
};

/**
 * Runs an action alone in a new folder, without `node_modules` and without our environment.
 *
 * Rejects only where the harness itself fails or the action outlives `timeoutMs` (60 s).
 */
export async function runAction(options: RunActionOptions): Promise<ActionResult> {
  const place = await mkdtemp(join(tmpdir(), "runner-"));
  try {
    return await runIn(place, options);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

async function runIn(place: string, options: RunActionOptions): Promise<ActionResult> {
  const { event, github, permissions = {} } = options;
  const { main, action } = await install(options, join(place, "_actions"));
  const job = await makeJob(place, options);
  const masker = createMasker();
  const token = github?.token(permissions) ?? "ghs_nobody";
  for (const secret of [token, runtimeToken, ...(options.secrets ?? [])]) masker.add(secret);
  const step = createStep({ masker, workspace: job.workspace });
  const expressions = {
    github: { ...githubContext(job), event: event.payload, token },
    runner: { temp: job.temp, tool_cache: job.toolCache, os: "Linux" },
  };
  const files = await makeCommandFiles(job.temp);
  const env = {
    ...runnerEnvironment(job, files),
    ...options.env,
    ...inputsOf(action, options.inputs ?? {}, step, expressions),
  };
  const { timeoutMs = 60_000 } = options;
  const exitCode = await execute(main, { env, step, cwd: job.workspace, timeoutMs });
  const results = await readCommandFiles(files, step, masker);
  checkOutputs(step);
  return { ...results, ...report(step, masker), exitCode, ...concluded(exitCode, step) };
}

function concluded(exitCode: number | null, step: Step): Pick<ActionResult, "conclusion"> {
  return { conclusion: exitCode === 0 && !step.hasFailed() ? "success" : "failure" };
}

function report(
  step: Step,
  masker: Masker,
): Omit<ActionResult, "exitCode" | "conclusion" | "env" | "path" | "summary"> {
  return {
    log: step.log.join("\n"),
    annotations: step.annotations,
    commands: step.commands,
    outputs: Object.fromEntries(step.outputs),
    state: Object.fromEntries(step.state),
    masks: masker.secrets(),
  };
}

/** Copies the action file and the folder of its code, and nothing else. */
async function install(
  { actionDir, actionPath = "." }: RunActionOptions,
  target: string,
): Promise<{ readonly action: ActionFile; readonly main: string }> {
  if (!process.version.startsWith("v24."))
    throw new Error(`Run this with Node 24, not ${process.version}`);
  const action = await readActionFile(join(actionDir, actionPath));
  const main = normalize(join(actionPath, action.runs.main));
  const [folder = ""] = main.split("/");
  if (folder === ".." || !main.includes("/")) throw new Error(`runs.main is in no folder: ${main}`);
  await mkdir(join(target, actionPath), { recursive: true });
  await cp(join(actionDir, actionPath, "action.yml"), join(target, actionPath, "action.yml"));
  await cp(join(actionDir, folder), join(target, folder), { recursive: true });
  return { action, main: join(target, main) };
}

async function makeJob(place: string, options: RunActionOptions): Promise<Job> {
  const { github, event, runId, runAttempt, cwd: workspace = join(place, "work") } = options;
  const temp = join(place, "_temp");
  const toolCache = join(place, "_tool");
  const eventPath = join(temp, "_github_workflow", "event.json");
  for (const folder of [workspace, toolCache, join(temp, "_github_workflow")]) {
    await mkdir(folder, { recursive: true });
  }
  await writeFile(eventPath, JSON.stringify(event.payload));
  return {
    github,
    event,
    eventPath,
    workspace,
    temp,
    toolCache,
    ...(runId === undefined ? {} : { runId }),
    ...(runAttempt === undefined ? {} : { runAttempt }),
  };
}

/** `with:` over the defaults; a name that the action does not have is a warning, as on GitHub. */
function inputsOf(
  action: ActionFile,
  given: Readonly<Record<string, string>>,
  step: Step,
  expressions: Parameters<typeof evaluate>[1],
): Record<string, string> {
  const declared = action.inputs ?? {};
  const unexpected = Object.keys(given).filter((name) => !Object.hasOwn(declared, name));
  if (unexpected.length > 0) {
    const valid = Object.keys(declared).join("', '");
    step.warn(`Unexpected input(s) '${unexpected.join("', '")}', valid inputs are ['${valid}']`);
  }
  const variables: Record<string, string> = {};
  for (const [name, { default: value = "" }] of Object.entries(declared)) {
    variables[inputVariable(name)] = evaluate(value, expressions);
  }
  for (const [name, value] of Object.entries(given)) variables[inputVariable(name)] = value;
  return variables;
}

type Execution = {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly step: Step;
  readonly timeoutMs: number;
};

/** The exit code, or `null` where a signal ended the process. */
async function execute(
  main: string,
  { env, cwd, step, timeoutMs }: Execution,
): Promise<number | null> {
  const child = spawn(process.execPath, [main], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const { promise: exited, resolve, reject } = Promise.withResolvers<number | null>();
  child.once("error", reject);
  child.once("close", resolve);
  const timer = setTimeout(() => {
    child.kill("SIGKILL");
    reject(new Error(`The action ran longer than ${timeoutMs} ms:\n${step.log.join("\n")}`));
  }, timeoutMs);
  try {
    const read = [readLines(child.stdout, step.readLine), readLines(child.stderr, step.readLine)];
    const exitCode = await exited;
    await Promise.all(read);
    return exitCode;
  } finally {
    clearTimeout(timer);
  }
}
