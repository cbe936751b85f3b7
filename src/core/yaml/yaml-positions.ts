import type { Event, ScalarEvent } from "js-yaml";
import { EVENT_ID, getScalarValue, SCALAR_STYLE } from "js-yaml";
import type { JsonPath } from "./json-path.ts";

/** 1-based. Columns count UTF-16 units, as editors do; a byte order mark is not counted. */
export type Position = { readonly line: number; readonly column: number };

/** Which end of a `key: value` pair is asked for; the same for an item of a list. */
export type PathPart = "key" | "value";

/** Finds where the value at a path stands in the text. */
export type Locate = (path: JsonPath, part?: PathPart) => Position;

/** A key that stands twice in one map. */
export type DuplicateKey = {
  readonly path: JsonPath;
  readonly position: Position;
  readonly first: Position;
};

type Node = { readonly start: number } & (
  | { readonly kind: "scalar" }
  | { readonly kind: "list"; readonly items: Node[] }
  | { readonly kind: "map"; readonly entries: Map<string, Entry>; readonly repeated: Repeat[] }
);
type Entry = { readonly key: number; readonly value: Node };
type Repeat = { readonly key: string; readonly at: number };
type Collection = Exclude<Node, { readonly kind: "scalar" }>;
type Frame = { readonly node: Collection; key: { text: string; start: number } | undefined };

/**
 * Where everything in one document stands, from the events that its value was built from, so that
 * value and positions cannot disagree.
 */
export class YamlPositions {
  readonly #root: Node;
  readonly #lines: readonly number[];

  constructor(events: readonly Event[], text: string) {
    this.#root = nodeOf(events, text);
    this.#lines = lineStarts(text);
  }

  /** A path that leads nowhere is answered with the deepest part of it that exists: the parent of a missing key. */
  locate(path: JsonPath, part: PathPart = "value"): Position {
    return positionAt(this.#lines, offsetOf(this.#root, path, part));
  }

  /** Every repetition of a key in its map. */
  duplicateKeys(): readonly DuplicateKey[] {
    const found: DuplicateKey[] = [];
    const visit = (node: Node, path: JsonPath): void => {
      if (node.kind === "list") node.items.forEach((item, index) => visit(item, [...path, index]));
      if (node.kind !== "map") return;
      for (const { key, at } of node.repeated) {
        const position = positionAt(this.#lines, at);
        const first = this.locate([...path, key], "key");
        found.push({ path: [...path, key], position, first });
      }
      for (const [key, entry] of node.entries) visit(entry.value, [...path, key]);
    };
    visit(this.#root, []);
    return found;
  }
}

/** The position of one offset. For many offsets of one text, make the table of lines once. */
export function positionInText(text: string, offset: number): Position {
  return positionAt(lineStarts(text), offset);
}

function offsetOf(root: Node, path: JsonPath, part: PathPart): number {
  let node = root;
  let key: number | undefined;
  for (const step of path) {
    if (node.kind === "map") {
      const entry = node.entries.get(String(step));
      if (entry === undefined) return node.start;
      key = entry.key;
      node = entry.value;
    } else {
      const item = node.kind === "list" && typeof step === "number" ? node.items[step] : undefined;
      if (item === undefined) return node.start;
      key = undefined;
      node = item;
    }
  }
  return part === "key" && key !== undefined ? key : node.start;
}

/** The tree of the first document; several documents are refused before anybody asks for positions. */
function nodeOf(events: readonly Event[], text: string): Node {
  const frames: Frame[] = [];
  let root: Node = { kind: "scalar", start: 0 };
  let end = 0;
  for (const event of events) {
    if (event.type === EVENT_ID.DOCUMENT) continue;
    if (event.type === EVENT_ID.POP) {
      frames.pop();
      continue;
    }
    const frame = frames.at(-1);
    const start = startOf(event, text, frame, end);
    const node: Node = emptyNode(event, start);
    if (frame === undefined) root = node;
    else addChild(frame, node, event, text);
    if (node.kind !== "scalar") frames.push({ node, key: undefined });
    end = endOf(event, start, end);
  }
  return root;
}

/** Where the search for what comes next may begin. */
function endOf(event: NodeEvent, start: number, before: number): number {
  if (event.type !== EVENT_ID.SCALAR) return start;
  return event.valueEnd >= 0 ? event.valueEnd : Math.max(before, start + 1);
}

type NodeEvent = Exclude<Event, { type: typeof EVENT_ID.DOCUMENT | typeof EVENT_ID.POP }>;

function emptyNode(event: NodeEvent, start: number): Node {
  switch (event.type) {
    case EVENT_ID.MAPPING:
      return { kind: "map", start, entries: new Map(), repeated: [] };
    case EVENT_ID.SEQUENCE:
      return { kind: "list", start, items: [] };
    case EVENT_ID.SCALAR:
    case EVENT_ID.ALIAS:
      return { kind: "scalar", start };
  }
}

function addChild(frame: Frame, node: Node, event: NodeEvent, text: string): void {
  if (frame.node.kind === "list") {
    frame.node.items.push(node);
  } else if (frame.key === undefined) {
    const key = event.type === EVENT_ID.SCALAR ? getScalarValue(text, event) : "";
    frame.key = { text: key, start: node.start };
  } else {
    const { text: key, start } = frame.key;
    if (frame.node.entries.has(key)) frame.node.repeated.push({ key, at: start });
    else frame.node.entries.set(key, { key: start, value: node });
    frame.key = undefined;
  }
}

function startOf(event: NodeEvent, text: string, frame: Frame | undefined, end: number): number {
  switch (event.type) {
    case EVENT_ID.MAPPING:
    case EVENT_ID.SEQUENCE:
      return event.start;
    case EVENT_ID.ALIAS:
      return event.anchorStart - 1;
    case EVENT_ID.SCALAR:
      return scalarStart(event, text, frame, end);
  }
}

function scalarStart(
  event: ScalarEvent,
  text: string,
  frame: Frame | undefined,
  end: number,
): number {
  switch (event.style) {
    case SCALAR_STYLE.SINGLE_QUOTED:
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return event.valueStart - 1;
    case SCALAR_STYLE.LITERAL_BLOCK:
      return find(text, "|", end) ?? event.valueStart;
    case SCALAR_STYLE.FOLDED_BLOCK:
      return find(text, ">", end) ?? event.valueStart;
    case SCALAR_STYLE.PLAIN:
      if (event.valueStart >= 0) return event.valueStart;
      // Nothing was written: the key, or the dash of the item, stands for it.
      if (frame?.key !== undefined) return frame.key.start;
      return find(text, "-", end) ?? frame?.node.start ?? end;
  }
}

/** The first of a character after an offset, outside comments. */
function find(text: string, character: string, from: number): number | undefined {
  for (let at = from; at < text.length; at++) {
    if (text[at] === character) return at;
    if (text[at] === "#") at = endOfLine(text, at);
  }
  return undefined;
}

function endOfLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== "\n" && text[at] !== "\r") at++;
  return at;
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (const { index, 0: lineBreak } of text.matchAll(/\r\n|\n|\r/g))
    starts.push(index + lineBreak.length);
  return starts;
}

function positionAt(lines: readonly number[], offset: number): Position {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lines[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lines[low] ?? 0) + 1 };
}
