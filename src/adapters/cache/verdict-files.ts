import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { AnsweredQuestion, VerdictCache } from "../../ports/verdict-cache.ts";

/** The name of the file, in whichever folder. */
export const verdictsFile = "verdicts.jsonl";
/** Beyond it the older half is forgotten. */
export const mostVerdictBytes = 64 * 1024 * 1024;
const keyLength = 64;
const keyed = /^[0-9a-f]{64} \{/;

/**
 * Answers of judges in one file of a folder: a key and an answer a line, only ever appended to.
 *
 * Each answer is one write at the end of the file, set off by line breaks on both sides: writers side by side do not
 * mix, and half a line that a crash left behind spoils no other. The file is read once, when the first answer is
 * looked for; lines are parsed when they are found.
 */
export function verdictFiles(
  folder: string,
  options: { readonly maxBytes?: number; readonly onWarning?: (message: string) => void } = {},
): VerdictCache {
  const path = join(folder, verdictsFile);
  let lines: Map<string, string> | undefined;
  let isWritable = true;
  let isThere = false;

  const known = (): Map<string, string> => {
    lines ??= readLines(path, options.maxBytes ?? mostVerdictBytes);
    return lines;
  };
  return {
    find: (key) => {
      const line = known().get(key);
      return line === undefined ? undefined : parseAnswer(line);
    },
    isEmpty: () => known().size === 0,
    keep: (key, answer) => {
      const text = JSON.stringify({ model: answer.model, json: answer.json });
      known().set(key, text);
      if (!isWritable) return;
      try {
        if (!isThere && mkdirSync(folder, { recursive: true }) !== undefined)
          writeFileSync(join(folder, ".gitignore"), "*\n");
        isThere = true;
        appendFileSync(path, `\n${key} ${text}\n`);
      } catch (error) {
        isWritable = false;
        const why = error instanceof Error ? error.message : String(error);
        options.onWarning?.(`Judges' answers are not kept for the next time: ${why}.`);
      }
    },
  };
}

/** The newest line of each key. A file that is not there or cannot be read holds nothing. */
function readLines(path: string, maxBytes: number): Map<string, string> {
  const lines = new Map<string, string>();
  try {
    for (const line of readShortened(path, maxBytes).split("\n")) {
      if (keyed.test(line)) lines.set(line.slice(0, keyLength), line.slice(keyLength + 1));
    }
  } catch {
    // Every question is then asked; the first answer that is kept says what is wrong with the file.
  }
  return lines;
}

/** The file's text; a file over `maxBytes` loses its older half for good. */
function readShortened(path: string, maxBytes: number): string {
  const isLarge = statSync(path).size > maxBytes;
  const text = readFileSync(path, "utf8");
  if (!isLarge) return text;
  const newer = text.slice(text.indexOf("\n", Math.floor(text.length / 2)));
  const part = `${path}.${process.pid}.part`;
  try {
    writeFileSync(part, newer);
    renameSync(part, path);
  } finally {
    rmSync(part, { force: true });
  }
  return newer;
}

function parseAnswer(text: string): AnsweredQuestion | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined; // Half a line.
  }
  if (typeof value !== "object" || value === null || !("json" in value) || !("model" in value))
    return undefined;
  const { json, model } = value;
  return typeof model === "string" ? { kind: "answered", json, model } : undefined;
}
