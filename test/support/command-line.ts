import { Readable } from "node:stream";
import { runCli } from "../../src/cli/program.ts";

export type CommandLineOptions = {
  readonly env?: Readonly<Record<string, string>>;
  /** Makes standard output and standard error terminals of this many columns. */
  readonly terminalColumns?: number;
  /** Presses Ctrl-C as soon as standard error shows this. */
  readonly interruptAt?: RegExp;
  /** What is typed, piece by piece; nothing can be typed where it is left out. */
  readonly keys?: Iterable<string>;
};

export type CommandLineResult = {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
};

/** Runs one command in this process, in the folder `cwd`, as the terminal would. */
export async function tracegate(
  cwd: string,
  argv: readonly string[],
  { env = {}, terminalColumns, interruptAt, keys }: CommandLineOptions = {},
): Promise<CommandLineResult> {
  const written = { stdout: "", stderr: "" };
  const listeners = new Set<() => void>();
  const terminal = terminalColumns === undefined ? {} : { isTTY: true, columns: terminalColumns };
  const exitCode = await runCli(argv, {
    stdout: { ...terminal, write: (text) => void (written.stdout += text) },
    stderr: {
      ...terminal,
      write: (text) => {
        written.stderr += text;
        if (interruptAt?.test(written.stderr)) for (const listener of listeners) listener();
      },
    },
    ...(keys !== undefined && { stdin: Readable.from(keys) }),
    env,
    cwd,
    onInterrupt: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
  return { exitCode, ...written };
}
