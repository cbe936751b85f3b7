import type { Readable } from "node:stream";

/** One key: a character, or the name of one that is none. */
export type Key = string;

export const keys = { enter: "enter", backspace: "backspace", interrupt: "interrupt" } as const;

/**
 * The keys that are pressed, one by one, until the input ends. On a terminal each comes at once and is not echoed; the
 * terminal is as it was when the iteration ends.
 *
 * What arrows and function keys send is left out, as are control characters that mean nothing here.
 */
export async function* readKeys(source: Readable): AsyncGenerator<Key, void, undefined> {
  const decoder = new TextDecoder();
  setRaw(source, true);
  try {
    const chunks: AsyncIterable<Buffer | string> = source;
    for await (const chunk of chunks) {
      const text = typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
      for (const key of keysIn(text)) yield key;
    }
  } finally {
    setRaw(source, false);
  }
}

/** Only a terminal has this mode. */
function setRaw(source: Readable, isRaw: boolean): void {
  if ("setRawMode" in source && typeof source.setRawMode === "function") source.setRawMode(isRaw);
}

// oxlint-disable-next-line no-control-regex -- what terminals send for keys that are no characters
const sequences = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|O.|.)?/g;

function keysIn(text: string): readonly Key[] {
  return Array.from(text.replaceAll("\r\n", "\n").replaceAll(sequences, "")).flatMap((one) => {
    if (one === "\r" || one === "\n") return [keys.enter];
    if (one === "\u007f" || one === "\b") return [keys.backspace];
    if (one === "\u0003") return [keys.interrupt];
    // Ctrl-D ends the input of a terminal.
    if (one === "\u0004") return ["q"];
    return /^\p{Cc}$/u.test(one) ? [] : [one];
  });
}
