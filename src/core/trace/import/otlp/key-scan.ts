import { isFields } from "../fields.ts";
import type { DropList } from "../imported.ts";
import type { Dialect } from "./attribute-keys.ts";
import { attributeKey } from "./attribute-keys.ts";
import type { Attributes } from "./attributes.ts";

/** What the keys of a span's attributes tell. */
export type KeyScan = {
  readonly dialects: ReadonlySet<Dialect>;
  /** The surest of the ids that name a session. */
  readonly sessionId: string | undefined;
  /** Keys that a session has no place for. */
  readonly unread: readonly string[];
};

/** Fields of OpenInference's `metadata` that name a session; it is JSON text. */
const metadataKeys = [
  "session_id",
  "conversation_id",
  "thread_id",
  "sessionId",
  "conversationId",
  "threadId",
] as const;

/** Sets of dialects by what they hold: spans are many, and nearly all speak the same. */
const dialectSets = new Map<string, ReadonlySet<Dialect>>();
const noDialects: ReadonlySet<Dialect> = new Set();

function withDialect(dialects: ReadonlySet<Dialect>, dialect: Dialect): ReadonlySet<Dialect> {
  const key = `${[...dialects].join()},${dialect}`;
  const known = dialectSets.get(key) ?? new Set([...dialects, dialect]);
  dialectSets.set(key, known);
  return known;
}

/** Looks at every key once. */
export function scanKeys(attributes: Attributes): KeyScan {
  let dialects = noDialects;
  const unread: string[] = [];
  let sessionId: string | undefined;
  let surest = Number.POSITIVE_INFINITY;
  for (const key of attributes.keys()) {
    const { dialect, sessionRank, isUnread } = attributeKey(key);
    if (dialect !== undefined && !dialects.has(dialect)) dialects = withDialect(dialects, dialect);
    if (isUnread) unread.push(key);
    if (sessionRank === undefined || sessionRank > surest) continue;
    const id = attributes.text(key);
    if (id === undefined || id === "") continue;
    surest = sessionRank;
    sessionId = id;
  }
  return { dialects, unread, sessionId: sessionId ?? metadataId(attributes) };
}

/** Puts the attributes of an agent's span that a session has no place for into `drops`. */
export function reportUnread({ unread }: KeyScan, attributes: Attributes, drops: DropList): void {
  for (const key of unread) {
    drops.add(attributes.placeOf(key), "attribute that a session has no place for");
  }
}

function metadataId(attributes: Attributes): string | undefined {
  if (!attributes.has("metadata")) return undefined;
  const metadata = attributes.structure("metadata");
  if (!isFields(metadata)) return undefined;
  for (const key of metadataKeys) {
    const id = metadata[key];
    if (typeof id === "string" && id !== "") return id;
  }
  return undefined;
}
