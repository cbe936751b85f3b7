import { countOf } from "../core/report/numbers.ts";
import { type CliIo, isTerminal } from "./io.ts";

const redrawMs = 100;
const eraseLine = "\r\u001b[2K";

export type ReadingProgress = {
  readonly onBytes: (readBytes: number, totalBytes: number) => void;
  readonly onSession: (sessions: number) => void;
  /** Takes the line away. */
  readonly end: () => void;
};

/** Shows on a terminal how much of its files a command has read; elsewhere nothing. */
export function readingProgress({ stderr, env }: Pick<CliIo, "stderr" | "env">): ReadingProgress {
  let [sessions, drawnAt, isDrawn] = [0, performance.now(), false];
  return {
    onSession: (count) => {
      sessions = count;
    },
    onBytes: (readBytes, totalBytes) => {
      const now = performance.now();
      if (!isTerminal(stderr, env) || now - drawnAt < redrawMs) return;
      [drawnAt, isDrawn] = [now, true];
      const share = totalBytes === 0 ? "" : ` ${Math.floor((100 * readBytes) / totalBytes)} %`;
      stderr.write(`${eraseLine}reading${share} · ${countOf(sessions, "session")}`);
    },
    end: () => {
      if (isDrawn) stderr.write(eraseLine);
      isDrawn = false;
    },
  };
}
