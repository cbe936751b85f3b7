import type { Session } from "../session.ts";

/** Every format that can be imported. */
export const importFormats = [
  "otlp",
  "chat-log",
  "openinference",
  "langfuse",
  "langsmith",
  "tau2",
  "atif",
  "openai-responses",
  "anthropic",
  "swe-agent",
  "session",
] as const;
export type ImportFormat = (typeof importFormats)[number];

/** A format that the user named, or `auto`: each value of a file is asked for its own. */
export type FormatChoice = ImportFormat | "auto";

/** A format that values of a file had. */
export type FoundFormat = {
  readonly format: ImportFormat;
  /** By what the first of them was known, such as "`steps` and `schema_version` ATIF-v1.4". */
  readonly reason: string;
  readonly values: number;
};

/** What an importer made of foreign data: nothing is left out of `sessions` without standing in `dropped`. */
export type Imported = {
  readonly sessions: readonly Session[];
  readonly dropped: readonly Dropped[];
};

/** Something of a file that did not reach a session: what it was, where it first stood, and how often. */
export type Dropped = {
  readonly file: string;
  /** 1-based line of the first occurrence, in files that are read line by line. */
  readonly line?: number;
  /** JSON Pointer (RFC 6901) of the first occurrence, inside the document or the line; "" is the whole. */
  readonly path: string;
  readonly reason: string;
  readonly count: number;
};

/** Where a value stands in a foreign file. */
export type Place = {
  /** Of readers that read several files; a reader of one file knows it. */
  readonly file?: string;
  readonly line?: number;
  readonly path: string;
  /** The list of which only a piece was handed out, and the true index of the piece's first item. */
  readonly piece?: { readonly list: string; readonly firstIndex: number };
};

/** The place of a child: an index of an array or a key of an object, escaped as RFC 6901 asks. */
export function childPlace(place: Place, key: string | number): Place {
  const { piece } = place;
  const shift = piece !== undefined && piece.list === place.path ? piece.firstIndex : 0;
  const token =
    typeof key === "number" ? key + shift : key.replaceAll("~", "~0").replaceAll("/", "~1");
  return { ...place, path: `${place.path}/${token}` };
}

/** What reads a value: where that stands, and where is told what is left out of it. */
export type Reading = { readonly place: Place; readonly drops: DropList };

/** The reading of a child: an index of an array or a key of an object. */
export function inside({ place, drops }: Reading, key: string | number): Reading {
  return { place: childPlace(place, key), drops };
}

type Entry = {
  readonly first: Place & { readonly file: string };
  readonly reason: string;
  count: number;
};

/** How many kinds of loss are told apart. */
const mostKinds = 10_000;
const tooMany = `loss of a further kind: more than ${mostKinds} are not told apart`;

/**
 * Collects what an import drops. The same loss in many records is one entry with its first place and its count.
 *
 * Losses are the same when their reason is the same and their paths differ in array indices only.
 */
export class DropList {
  readonly #file: string;
  readonly #entries = new Map<string, Entry>();

  constructor(file: string) {
    this.#file = file;
  }

  /** @param times how often at once, where a record says so itself. */
  add(place: Place, reason: string, times = 1): void {
    const file = place.file ?? this.#file;
    const kind = `${file}\n${place.path.replaceAll(/\/\d+(?=\/|$)/g, "/*")}\n${reason}`;
    const entry = this.#entries.get(kind) ?? this.#begin(kind, { ...place, file }, reason);
    entry.count += times;
  }

  /** Losses beyond the cap share an entry: a file must not fill the memory by losing each value in a way of its own. */
  #begin(kind: string, place: Place & { readonly file: string }, reason: string): Entry {
    const isFull = this.#entries.size >= mostKinds;
    const key = isFull ? "" : kind;
    const known = this.#entries.get(key);
    if (known !== undefined) return known;
    const entry = { first: place, reason: isFull ? tooMany : reason, count: 0 };
    this.#entries.set(key, entry);
    return entry;
  }

  list(): readonly Dropped[] {
    return [...this.#entries.values()].map(({ first, reason, count }) => ({
      file: first.file,
      ...(first.line !== undefined && { line: first.line }),
      path: first.path,
      reason,
      count,
    }));
  }
}
