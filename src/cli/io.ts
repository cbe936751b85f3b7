import type { Readable } from "node:stream";

/** All of the process that a command may touch, so that tests can pass their own. */
export type CliIo = {
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  /** Absent where nobody can write to the command. */
  readonly stdin?: Readable;
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

/**
 * Whether colour may be written: on a terminal, unless `NO_COLOR` speaks against it; elsewhere where `FORCE_COLOR`
 * asks for it. Set and empty counts as not set.
 */
export function mayColour(stream: TextStream, env: CliIo["env"]): boolean {
  const { NO_COLOR: refused = "", FORCE_COLOR: forced = "" } = env;
  if (refused !== "") return false;
  if (forced !== "") return forced !== "0" && forced !== "false";
  return isTerminal(stream, env);
}

/** As wide as the terminal; 80 columns elsewhere, and where a terminal says 0, as one without a window does. */
export function columnsOf({ isTTY, columns = 0 }: TextStream): number {
  return isTTY === true && columns > 0 ? columns : 80;
}

/** Whether the stream is a terminal that understands more than text. */
export function isTerminal(stream: TextStream, env: CliIo["env"]): boolean {
  return stream.isTTY === true && env["TERM"] !== "dumb";
}
