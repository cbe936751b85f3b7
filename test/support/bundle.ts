import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { rolldown } from "rolldown";
import config from "../../rolldown.config.ts";

/** Builds the source as it is into an empty folder outside of the repository; the caller removes it. */
export async function buildBundle(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "tracegate-bundle-"));
  const { output, ...input } = config;
  if (Array.isArray(output)) throw new Error("rolldown.config.ts has more than one output");
  const bundle = await rolldown(input);
  await bundle.write({ ...output, dir: folder });
  await bundle.close();
  return folder;
}

/** The text of every file in a folder, by its path. */
export function textsIn(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted()
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]),
  );
}

/** A command of the bundle in a process of its own. */
export type Started = {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  /** Settles when standard error shows this; rejects where the process ends without. */
  shows(words: RegExp): Promise<void>;
  readonly ended: Promise<Ended>;
};

export type Ended = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** Starts `tracegate` from a bundle, in the folder `cwd`, with an environment that holds nothing but a path. */
export function startBundled(
  bundle: string,
  cwd: string,
  options: { readonly argv: readonly string[]; readonly node?: readonly string[] },
): Started {
  const { argv, node = [] } = options;
  const child = spawn(process.execPath, [...node, join(bundle, "cli.js"), ...argv], {
    cwd,
    env: { PATH: dirname(process.execPath) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const written = { stdout: "", stderr: "" };
  const waiting = new Set<() => void>();
  child.stdout.setEncoding("utf8").on("data", (text: string) => (written.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    written.stderr += text;
    for (const look of waiting) look();
  });
  const ended = once(child, "close").then(() => ({
    code: child.exitCode,
    signal: child.signalCode,
    ...written,
  }));
  return {
    child,
    ended,
    shows: async (words) => {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const look = (): void => {
        if (words.test(written.stderr)) resolve();
      };
      waiting.add(look);
      look();
      void ended.then(() => reject(new Error(`never showed ${words}: ${written.stderr}`)));
      await promise.finally(() => waiting.delete(look));
    },
  };
}
