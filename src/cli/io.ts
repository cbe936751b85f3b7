/** All of the process that a command may touch, so that tests can pass their own. */
export type CliIo = {
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Calls back at the first Ctrl-C or termination request; a second one ends the process. Returns what unsubscribes. */
  onInterrupt(listener: () => void): () => void;
};

export type TextStream = {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
};

/** Whether colour may be written: a terminal, unless `NO_COLOR` or `--no-color` speaks against it, or `FORCE_COLOR` for it. */
export function mayColour(stream: TextStream, env: CliIo["env"]): boolean {
  if (env["NO_COLOR"] !== undefined && env["NO_COLOR"] !== "") return false;
  if (env["FORCE_COLOR"] !== undefined && env["FORCE_COLOR"] !== "0") return true;
  return stream.isTTY === true && env["TERM"] !== "dumb";
}
