import { type Command, InvalidArgumentError } from "commander";
import type { CliIo } from "../io.ts";
import type { GlobalOptions } from "../options.ts";

/** What every command is given: the terminal, and the place where its exit code goes. */
export type CommandContext = {
  readonly io: CliIo;
  readonly end: (exitCode: number) => void;
};

/** A command's own options with those of the whole program. */
export function withGlobals<T>(options: T, command: Command): T & GlobalOptions {
  return { ...options, color: command.optsWithGlobals<GlobalOptions>().color };
}

/** Reads an option that is a whole number from 1 to `most`; anything else is told as a wrong argument. */
export function wholeNumberUpTo(most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < 1 || value > most)
      throw new InvalidArgumentError(`Give a whole number from 1 to ${most}.`);
    return value;
  };
}
