import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { startScriptedModel } from "../../../src/adapters/scripted-model/scripted-model-server.ts";
import { parseScriptedModel } from "../../../src/core/simulation/parse-scripted-model.ts";
import type { Session, Step } from "../../../src/core/trace/session.ts";
import { sessionSchema } from "../../../src/core/trace/session-schema.ts";

const root = join(import.meta.dirname, "../../..");
const cli = join(root, "src/cli/main.ts");
const programs = join(root, "test/agents/programs");

export type RecordedAgent = {
  readonly sessions: readonly Session[];
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Where it was run; gone with the test. */
  readonly folder: string;
};

export type RecordSetting = {
  /** What is written to the command's standard input. */
  readonly input?: string;
  readonly options?: readonly string[];
  /** Files that stand in the folder before. */
  readonly files?: Readonly<Record<string, string>>;
};

/** The path of an agent of these tests. */
export function programOf(name: string): string {
  return join(programs, name);
}

/** Serves the shop's scripted model for as long as the test runs; the same answers with the same ids for every caller. */
export async function aShopModel(): Promise<string> {
  const path = join(programs, "shop-model.yaml");
  const parsed = parseScriptedModel({ kind: "text", path, text: readFileSync(path, "utf8") });
  if (parsed.kind !== "model") throw new Error(JSON.stringify(parsed.problems));
  const model = await startScriptedModel(parsed.model);
  onTestFinished(() => model.close());
  return model.baseUrlFor("shop", "shop");
}

/** Runs `tracegate record` around a command, as a process of its own, in a folder of its own. */
export function recordAgent(
  command: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  setting: RecordSetting = {},
): Promise<RecordedAgent> {
  return startRecord(command, environment, setting).ended;
}

/** The same, for tests that do something while it runs. */
export function startRecord(
  command: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  { input = "", options = [], files = {} }: RecordSetting = {},
): {
  readonly child: ChildProcess;
  /** Resolves when the command has printed a text. */
  readonly says: (text: string) => Promise<void>;
  readonly ended: Promise<RecordedAgent>;
} {
  const folder = mkdtempSync(join(tmpdir(), "tracegate-record-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const child = spawn(
    process.execPath,
    [cli, "record", "--out", "sessions", ...options, "--", ...command],
    {
      cwd: folder,
      // Not vitest's own: the Agents SDK is silent where NODE_ENV says that this is a test.
      env: { PATH: process.env["PATH"], OPENAI_API_KEY: "sk-of-nobody", ...environment },
    },
  );
  child.stdin.end(input);
  const printed = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      printed[name] += text;
    });
  }
  const ended = new Promise<RecordedAgent>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode) =>
      resolve({ ...printed, exitCode, folder, sessions: sessionsIn(join(folder, "sessions")) }),
    );
  });
  const says = (text: string): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (printed.stdout.includes(text)) resolve();
      };
      child.stdout.on("data", look);
      look();
    });
  return { child, says, ended };
}

function sessionsIn(folder: string): readonly Session[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  } catch {
    return [];
  }
  return names
    .toSorted()
    .map((name) => sessionSchema.parse(JSON.parse(readFileSync(join(folder, name), "utf8"))));
}

/** What was said and done in a session, without ids, times and counts of tokens: not every framework tells these. */
export function storyOf({ policy, turns }: Session): object {
  return {
    policy,
    turns: turns.map(({ user, reply, steps }) => ({ user, reply, steps: steps.map(toldBy) })),
  };
}

function toldBy(step: Step): object {
  if (step.kind === "model") {
    const { kind, text: said, model, toolCalls = [] } = step;
    const calls = toolCalls.map(({ name, arguments: given }) => ({ name, arguments: given }));
    return { kind, text: said, model, calls };
  }
  const { kind, name, arguments: given, status, result } = step;
  return { kind, name, arguments: given, status, result };
}
