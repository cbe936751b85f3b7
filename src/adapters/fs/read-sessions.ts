import { createReadStream } from "node:fs";
import { open, readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { UserError } from "../../core/errors.ts";
import { ChatLogReader, parseChatLog } from "../../core/trace/import/chat-log/parse-chat-log.ts";
import { parseJsonText } from "../../core/trace/json.ts";
import type { Session } from "../../core/trace/session.ts";
import type { SessionSource, SourceItem } from "../../ports/session-source.ts";
import { splitLines } from "./split-lines.ts";

const mebibyte = 1024 * 1024;
/** How much of a file is looked at to tell JSON Lines from one JSON document. */
const firstLookBytes = mebibyte;

export type ReadLimits = {
  /** Largest file that is read whole, as one JSON document. */
  readonly maxDocumentBytes: number;
  /** Longest line of a JSON Lines file. */
  readonly maxLineBytes: number;
};

const defaultLimits: ReadLimits = {
  maxDocumentBytes: 256 * mebibyte,
  maxLineBytes: 64 * mebibyte,
};

/**
 * Chat logs on disk. JSON Lines are read line by line in bounded memory, whatever the size of the file; one JSON
 * document must fit into `maxDocumentBytes`. Paths are seen from `folder`.
 */
export function chatLogFiles(folder: string, limits: ReadLimits = defaultLimits): SessionSource {
  return { read: (file) => readChatLog({ file, path: resolve(folder, file) }, limits) };
}

/** A file as the user named it, and where it really lies. */
type Target = { readonly file: string; readonly path: string };

async function* readChatLog(target: Target, limits: ReadLimits): AsyncGenerator<SourceItem> {
  const bytes = await sizeOf(target);
  if (await isJsonLines(target)) {
    yield* readLines(target, limits.maxLineBytes);
    return;
  }
  const document = await readDocument(target, bytes, limits.maxDocumentBytes);
  const { sessions, dropped } = parseChatLog(document, target.file);
  yield* asItems(sessions);
  yield { kind: "dropped", dropped };
}

async function* readLines(target: Target, maxLineBytes: number): AsyncGenerator<SourceItem> {
  const reader = new ChatLogReader(target.file);
  for await (const { line, text } of splitLines(chunksOf(target), maxLineBytes)) {
    const place = { line, path: "" };
    if (text === undefined) {
      reader.drop(place, `line longer than ${maxLineBytes} bytes`);
      continue;
    }
    if (text.trim() === "") continue;
    const value = parseLine(text);
    if (value === undefined) reader.drop(place, "line that is not JSON");
    else yield* asItems(reader.add(value, place));
  }
  yield* asItems(reader.end());
  yield { kind: "dropped", dropped: reader.dropped() };
}

function asItems(sessions: readonly Session[]): readonly SourceItem[] {
  return sessions.map((session) => ({ kind: "session", session }));
}

async function* chunksOf({ file, path }: Target): AsyncGenerator<Buffer> {
  const stream = createReadStream(path);
  try {
    for await (const chunk of stream) {
      if (chunk instanceof Buffer) yield chunk;
    }
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** `undefined` where the line is not JSON; `null` is JSON. */
function parseLine(text: string): unknown {
  try {
    return parseJsonText(text);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

async function sizeOf({ file, path }: Target): Promise<number> {
  const facts = await stat(path).catch((error: unknown) => {
    throw unreadable(file, error);
  });
  if (facts.isFile()) return facts.size;
  throw new UserError(
    "SESSIONS_UNREADABLE",
    `${file}: is not a file.`,
    "Name the files themselves, such as `logs/*.jsonl`.",
  );
}

/** By name, or because the first line is a JSON value of its own and more follows. */
async function isJsonLines(target: Target): Promise<boolean> {
  if (/\.(?:jsonl|ndjson)$/i.test(target.file)) return true;
  const start = await readStart(target);
  const end = start.indexOf("\n");
  if (end === -1 || start.slice(end).trim() === "") return false;
  const first = parseLine(start.slice(0, end));
  return typeof first === "object" && first !== null;
}

async function readStart({ file, path }: Target): Promise<string> {
  const handle = await open(path).catch((error: unknown) => {
    throw unreadable(file, error);
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(firstLookBytes));
    return withoutMark(buffer.toString("utf8", 0, bytesRead));
  } finally {
    await handle.close();
  }
}

async function readDocument(
  { file, path }: Target,
  bytes: number,
  maxBytes: number,
): Promise<unknown> {
  if (bytes > maxBytes) {
    throw new UserError(
      "SESSIONS_TOO_LARGE",
      `${file}: ${bytes} bytes, and one JSON document may have ${maxBytes}.`,
      "Write one record a line (JSON Lines, `.jsonl`): such a file may have any size.",
    );
  }
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw unreadable(file, error);
  });
  try {
    return parseJsonText(withoutMark(text));
  } catch (cause) {
    throw new UserError(
      "SESSIONS_NOT_JSON",
      `${file}: is not JSON${cause instanceof SyntaxError ? ` (${cause.message})` : ""}.`,
      "Give a JSON document, or name a file with one JSON value a line `.jsonl`.",
      { cause },
    );
  }
}

function withoutMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

function unreadable(file: string, cause: unknown): UserError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new UserError(
    "SESSIONS_UNREADABLE",
    `${file}: cannot be read: ${why}`,
    "Check the path and its permissions.",
    { cause },
  );
}
