import type { Session } from "../session.ts";
import { AtifReader } from "./atif/atif.ts";
import { ChatLogReader } from "./chat-log/parse-chat-log.ts";
import { describeShape, recognise } from "./detect/recognise.ts";
import {
  childPlace,
  DropList,
  type Dropped,
  type FormatChoice,
  type FoundFormat,
  type ImportFormat,
  type Place,
} from "./imported.ts";
import { LangfuseReader } from "./langfuse/langfuse.ts";
import { LangSmithReader } from "./langsmith/langsmith.ts";
import { findModelCall } from "./messages/model-call.ts";
import { ModelCallReader } from "./messages/model-calls.ts";
import { dialectOf } from "./messages/read-message.ts";
import { OtlpReader } from "./otlp/otlp-reader.ts";
import { SessionFileReader } from "./session-file/session-file.ts";
import type { SessionReader } from "./session-reader.ts";
import { SweAgentReader } from "./swe-agent/swe-agent.ts";
import { Tau2Reader } from "./tau2/tau2.ts";

/** Lists of records may nest this deep. */
const maxListDepth = 4;

/** What reads a value: formats that share a shape share a reader. */
type ReaderName =
  | "messages"
  | "calls"
  | "otlp"
  | "langfuse"
  | "langsmith"
  | "tau2"
  | "atif"
  | "swe-agent"
  | "session";

/** Readers whose sessions may stand in several files; the others make theirs of one. */
const joining: ReadonlyMap<ReaderName, () => SessionReader> = new Map<
  ReaderName,
  () => SessionReader
>([
  ["calls", () => new ModelCallReader()],
  ["otlp", () => new OtlpReader()],
  ["langfuse", () => new LangfuseReader()],
  ["langsmith", () => new LangSmithReader()],
]);

const single: ReadonlyMap<ReaderName, (file: string) => SessionReader> = new Map<
  ReaderName,
  (file: string) => SessionReader
>([
  ["messages", (file) => new ChatLogReader(file)],
  ["tau2", (file) => new Tau2Reader(file)],
  ["atif", (file) => new AtifReader(file)],
  ["swe-agent", (file) => new SweAgentReader(file)],
  ["session", (file) => new SessionFileReader(file)],
]);

/** A reader of one file that tells, at its end, which formats its values had. */
export interface FileReader extends SessionReader {
  found(): readonly FoundFormat[];
}

/** The readers of one import: of each file in turn, and of the sessions that stand in several files. */
export class FormatReaders {
  readonly #choice: FormatChoice;
  readonly #joined = new Map<ReaderName, SessionReader>();

  constructor(choice: FormatChoice) {
    this.#choice = choice;
  }

  /** The reader of a file; to be ended before the next one is opened. */
  open(file: string): FileReader {
    return new DispatchingReader(file, this.#choice, this.#joined);
  }

  /** The sessions that only the last file completes. */
  end(): readonly Session[] {
    return [...this.#joined.values()].flatMap((reader) => reader.end());
  }

  /** What the readers of several files dropped. */
  dropped(): readonly Dropped[] {
    return [...this.#joined.values()].flatMap((reader) => reader.dropped());
  }
}

/** Gives each value of a file to the reader of its format. */
class DispatchingReader implements FileReader {
  readonly #file: string;
  readonly #choice: FormatChoice;
  readonly #joined: Map<ReaderName, SessionReader>;
  readonly #own = new Map<ReaderName, SessionReader>();
  readonly #drops: DropList;
  readonly #found = new Map<ImportFormat, { readonly reason: string; values: number }>();

  constructor(file: string, choice: FormatChoice, joined: Map<ReaderName, SessionReader>) {
    this.#file = file;
    this.#choice = choice;
    this.#joined = joined;
    this.#drops = new DropList(file);
  }

  add(value: unknown, place: Place): readonly Session[] {
    const here = { ...place, file: this.#file };
    return this.#choice === "auto"
      ? this.#dispatch(value, here, maxListDepth)
      : this.#read(this.#choice, value, here);
  }

  drop(place: Place, reason: string): void {
    this.#drops.add(place, reason);
  }

  end(): readonly Session[] {
    return [...this.#own.values()].flatMap((reader) => reader.end());
  }

  dropped(): readonly Dropped[] {
    return [
      ...this.#drops.list(),
      ...[...this.#own.values()].flatMap((reader) => reader.dropped()),
    ];
  }

  found(): readonly FoundFormat[] {
    return [...this.#found].map(([format, { reason, values }]) => ({ format, reason, values }));
  }

  #dispatch(value: unknown, place: Place, listsLeft: number): readonly Session[] {
    const recognised = recognise(value);
    if (recognised !== undefined) {
      this.#count(recognised.format, recognised.reason);
      return this.#read(recognised.format, value, place);
    }
    if (Array.isArray(value) && value.length > 0 && listsLeft > 0) {
      return value.flatMap((item, index) =>
        this.#dispatch(item, childPlace(place, index), listsLeft - 1),
      );
    }
    this.#drops.add(place, `no format that is known: ${describeShape(value)}`);
    return [];
  }

  #count(format: ImportFormat, reason: string): void {
    const found = this.#found.get(format);
    if (found === undefined) this.#found.set(format, { reason, values: 1 });
    else found.values += 1;
  }

  #read(format: ImportFormat, value: unknown, place: Place): readonly Session[] {
    if (Array.isArray(value) && value.length === 0) {
      this.#drops.add(place, "empty list: no messages");
      return [];
    }
    if (this.#choice !== "auto") this.#count(format, "it was asked for");
    return this.#readerOf(readerName(format, value)).add(value, place);
  }

  #readerOf(name: ReaderName): SessionReader {
    const join = joining.get(name);
    const readers = join === undefined ? this.#own : this.#joined;
    const known = readers.get(name);
    if (known !== undefined) return known;
    const reader = join?.() ?? single.get(name)?.(this.#file);
    if (reader === undefined) throw new Error(`no reader of ${name}`);
    readers.set(name, reader);
    return reader;
  }
}

/** Three formats are messages or whole calls of a model, and each of their values tells which. */
function readerName(format: ImportFormat, value: unknown): ReaderName {
  if (format === "openinference") return "otlp";
  const isMessages =
    format === "chat-log" || format === "anthropic" || format === "openai-responses";
  if (!isMessages) return format;
  return isCall(value) ? "calls" : "messages";
}

function isCall(value: unknown): boolean {
  return dialectOf(value) === undefined && findModelCall(value, { path: "" }) !== undefined;
}
