import type { Readable } from "node:stream";
import { terminalLines } from "../core/report/wording.ts";

/** A longer line is told in pieces. */
const longestLine = 16_384;
/** What more an agent prints is left out, so that it cannot fill the log or the runner's disk. */
const mostCharacters = 8 * 1024 * 1024;

/**
 * Passes on what a stranger prints, line by line, none of it a command to the runner. Settles when the stream has
 * closed; never rejects.
 */
export function relayLines(stream: Readable, print: (text: string) => void): Promise<void> {
  let rest = "";
  let told = 0;
  const tell = (line: string): void => {
    const was = told;
    told += line.length + 1;
    if (told <= mostCharacters) print(`${terminalLines(line)}\n`);
    else if (was <= mostCharacters)
      print(`… what more was printed is left out, beyond ${mostCharacters} characters.\n`);
  };
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    const lines = (rest + chunk).split(/\r\n|\n|\r/);
    rest = lines.pop() ?? "";
    for (const line of lines) tell(line);
    if (rest.length > longestLine) {
      tell(rest);
      rest = "";
    }
  });
  return new Promise((resolve) => {
    stream.once("close", () => {
      if (rest !== "") tell(rest);
      resolve();
    });
  });
}
