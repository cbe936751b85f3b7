import { type ChildProcess, spawn } from "node:child_process";
import type { ExitWatch } from "./exit-paths.ts";

export type SpawnOptions = {
  /** Program, as an absolute path, and arguments. */
  readonly command: readonly [string, ...string[]];
  /** Working directory. */
  readonly root: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Ends it with us. */
  readonly exits: ExitWatch;
};

/**
 * Starts a program that leads a process group of its own, so that all it starts can be ended with it.
 *
 * Too long an argument list, a zero byte or no memory is thrown by Node and comes back as an error; most other failures
 * are emitted by the child.
 */
export function spawnGroup(
  { command, root, environment, exits }: SpawnOptions,
  stdin: "pipe" | "ignore",
): ChildProcess | Error {
  const [program, ...args] = command;
  try {
    return spawn(program, args, {
      cwd: root,
      env: { ...environment, ...exits.mark },
      stdio: [stdin, "pipe", "pipe"],
      detached: true,
    });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Whether a program was not started for want of processes, files or memory: no fault of the agent. */
export function isStarvation(error: Error): boolean {
  return ["EAGAIN", "EMFILE", "ENFILE", "ENOMEM"].includes(codeOf(error));
}

/** The system's code of an error, such as `ENOENT`; its name where it has none. */
export function codeOf(error: Error): string {
  return "code" in error ? String(error.code) : error.name;
}
