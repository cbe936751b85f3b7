import { countOf } from "../core/report/numbers.ts";
import { terminalText } from "../core/report/wording.ts";
import { type CliIo, isTerminal } from "./io.ts";

const redrawMs = 100;
const eraseLine = "\r\u001b[2K";

export type AskingProgress = {
  readonly onAnswer: (judge: string) => (answered: number) => void;
  /** Takes the line away. */
  readonly end: () => void;
};

/** Shows on a terminal how many sessions a judge has answered; elsewhere nothing. */
export function askingProgress({ stderr, env }: Pick<CliIo, "stderr" | "env">): AskingProgress {
  let [drawnAt, isDrawn] = [Number.NEGATIVE_INFINITY, false];
  return {
    onAnswer: (judge) => (answered) => {
      const now = performance.now();
      if (!isTerminal(stderr, env) || now - drawnAt < redrawMs) return;
      [drawnAt, isDrawn] = [now, true];
      stderr.write(`${eraseLine}${terminalText(judge)} answered ${countOf(answered, "session")}`);
    },
    end: () => {
      if (isDrawn) stderr.write(eraseLine);
      isDrawn = false;
    },
  };
}
