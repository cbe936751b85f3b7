import {
  isLineDue,
  type RunProgress,
  renderProgressBar,
  renderProgressLine,
} from "../app/run-experiment/progress.ts";
import { type CliIo, columnsOf, isTerminal, type TextStream } from "./io.ts";

const redrawMs = 100;
const eraseLine = "\r\u001b[2K";

export type ProgressOutput = {
  show(progress: RunProgress): void;
  /** Writes a line of its own, above the bar where there is one. */
  note(text: string): void;
  /** Takes the bar away. */
  end(): void;
};

/** Shows on standard error how far an experiment is: a live bar on a terminal, a line now and then in a log. */
export function progressOutput(
  { stderr, env }: Pick<CliIo, "stderr" | "env">,
  nowMs: () => number,
): ProgressOutput {
  return isTerminal(stderr, env) ? liveBar(stderr, nowMs) : plainLines(stderr);
}

function liveBar(stream: TextStream, nowMs: () => number): ProgressOutput {
  let drawnAt = Number.NEGATIVE_INFINITY;
  let bar = "";
  return {
    show: (progress) => {
      const now = nowMs();
      if (now - drawnAt < redrawMs && progress.recorded < progress.planned) return;
      drawnAt = now;
      bar = renderProgressBar(progress, columnsOf(stream) - 1);
      stream.write(eraseLine + bar);
    },
    note: (text) => stream.write(bar === "" ? `${text}\n` : `${eraseLine}${text}\n${bar}`),
    end: () => {
      if (bar !== "") stream.write(eraseLine);
      bar = "";
    },
  };
}

function plainLines(stream: TextStream): ProgressOutput {
  let last: RunProgress | undefined;
  return {
    show: (progress) => {
      if (!isLineDue(progress, last)) return;
      last = progress;
      stream.write(`${renderProgressLine(progress)}\n`);
    },
    note: (text) => stream.write(`${text}\n`),
    end: () => {},
  };
}

/** Shows nothing but notes. */
export function quietOutput(stream: TextStream): ProgressOutput {
  return { show: () => {}, note: (text) => stream.write(`${text}\n`), end: () => {} };
}
