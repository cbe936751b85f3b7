import { randomBytes } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cacheVariables } from "./cache-variables.ts";

const tokenInput = "INPUT_GITHUB-TOKEN";
const secretsFile = "TRACEGATE_SECRETS_FILE";

/** What speaks for the job on GitHub. */
const isSecret = (name: string): boolean =>
  name.startsWith("ACTIONS_") || ["GITHUB_TOKEN", "GH_TOKEN", tokenInput].includes(name);

/**
 * Where an agent is going to run, replaces this process by one that does not have the job's tokens in its
 * environment; does nothing where there are none.
 *
 * On Linux any process of the same user reads another's environment as it was at its start, in `/proc`: taking a
 * variable out of `process.env` hides nothing. What is needed goes through a file that is gone before any agent is
 * started; `mode: run` drops the token.
 */
export function restartWithoutSecrets(): void {
  const mode = process.env["INPUT_MODE"]?.trim();
  // Windows has no `execve`, and no `/proc`.
  if (mode === "gate" || process.execve === undefined) return;
  const kept = Object.entries(process.env).filter(([name]) => !isSecret(name));
  if (kept.length === Object.keys(process.env).length) return;
  const needed = mode === "run" ? neededByRun() : [tokenInput, ...cacheVariables];
  const env = Object.fromEntries(kept);
  const secrets = valuesOf(needed);
  if (Object.keys(secrets).length > 0) env[secretsFile] = writeSecrets(secrets);
  process.execve(
    process.execPath,
    [process.execPath, ...process.execArgv, ...process.argv.slice(1)],
    env,
  );
}

/** Nothing at all where judges' answers stay in the job. */
function neededByRun(): readonly string[] {
  return /^false$/i.test(process.env["INPUT_JUDGE-CACHE"]?.trim() ?? "") ? [] : cacheVariables;
}

/**
 * What the restart took out of the environment, by its names; nothing where it was not needed. To be asked once, before
 * any agent is started: the file that it goes through is gone then. It is in no environment again, so that nothing that
 * is started from here inherits it.
 */
export function takeSecrets(): Readonly<Record<string, string>> {
  const path = process.env[secretsFile];
  if (path === undefined) return {};
  delete process.env[secretsFile];
  const text = readFileSync(path, "utf8");
  rmSync(path);
  // Written below by ourselves.
  const secrets: Readonly<Record<string, string>> = JSON.parse(text);
  return secrets;
}

function valuesOf(names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name] ?? "";
      return value === "" ? [] : [[name, value]];
    }),
  );
}

function writeSecrets(secrets: Readonly<Record<string, string>>): string {
  const folder = process.env["RUNNER_TEMP"] || tmpdir();
  const path = join(folder, `tracegate-${randomBytes(16).toString("hex")}`);
  writeFileSync(path, JSON.stringify(secrets), { mode: 0o600, flag: "wx" });
  return path;
}
