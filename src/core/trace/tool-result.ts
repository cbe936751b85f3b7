import { isJsonObject, type JsonValue } from "./json.ts";
import type { Session, ToolStep } from "./session.ts";
import type { PlacedStep } from "./steps.ts";
import { toolStepsOf } from "./steps.ts";

/** Keys under which tools wrap the list that they found, most telling first, and what one item is called. */
const listKeys = {
  documents: "document",
  results: "result",
  items: "item",
  hits: "hit",
  matches: "match",
  records: "record",
  rows: "row",
  data: "result",
};

/** What may stand beside the list in a wrapper. An order that has `items` among its own fields is no list of items. */
const wrapperKeys =
  /^(?:total|count|size|page|pages|per_?page|limit|offset|cursor|next|prev(?:ious)?|has_?more|query|took|status|success|ok|message|object|type|error|meta(?:data)?)(?:_?(?:count|results|hits|page|cursor|token|size|ms))?$/i;

const readVerbs = new Set([
  "search",
  "find",
  "query",
  "lookup",
  "retrieve",
  "retrieval",
  "fetch",
  "get",
  "list",
  "select",
  "browse",
  "recall",
]);

const writeVerbs = new Set([
  "add",
  "book",
  "cancel",
  "create",
  "delete",
  "insert",
  "modify",
  "put",
  "remove",
  "save",
  "send",
  "set",
  "update",
  "upsert",
  "write",
]);

/** Nothing, or the sentence that tools say instead of an empty list; of a text without white space around it. */
const emptyText =
  /^(?:no (?:results?|documents?|matches|records?|items?|entries)(?: (?:was|were))?(?: found)?[.!]?)?$/i;

/** How many there are, in a wrapper that leaves the list itself out. */
const countKey = /^(?:total|count)(?:_?(?:count|results|hits))?$/i;

/** How many things a tool found, and the words for one and for many of them. */
export type Found = { readonly count: number; readonly one: string; readonly many: string };

/** Counts what a tool found: a list alone or under a usual key, or no more than its count. `undefined` where the result is neither. */
export function countFound(result: JsonValue | undefined): Found | undefined {
  if (Array.isArray(result)) return { count: result.length, one: "result", many: "results" };
  if (result === undefined || !isJsonObject(result)) return undefined;
  const list = listIn(result);
  if (list !== undefined) {
    const { key, items, one } = list;
    return { count: items.length, one, many: key === "data" ? "results" : key };
  }
  const count = Object.entries(result).find(([key]) => countKey.test(key))?.[1];
  return typeof count === "number" && isWrapper(result)
    ? { count, one: "result", many: "results" }
    : undefined;
}

/** A list that a tool's result wraps, its key, and what one item of it is called. */
type WrappedList = {
  readonly key: string;
  readonly items: readonly JsonValue[];
  readonly one: string;
};

/** The list that a tool's result wraps under a usual key; `undefined` where it wraps none. */
export function listIn(result: { readonly [key: string]: JsonValue }): WrappedList | undefined {
  for (const [key, one] of Object.entries(listKeys)) {
    const items = Object.hasOwn(result, key) ? result[key] : undefined;
    if (Array.isArray(items) && isWrapper(result, key)) return { key, items, one };
  }
  return undefined;
}

/**
 * Whether a tool answered and what it answered holds nothing: no text, no items, no fields, `null`.
 *
 * A result that was not captured is not empty: nothing is known about it.
 */
export function isEmptyResult(result: JsonValue | undefined): boolean {
  if (result === undefined) return false;
  if (result === null) return true;
  if (typeof result === "string") return emptyText.test(result.trim());
  const found = countFound(result);
  if (found !== undefined) return found.count === 0;
  return isJsonObject(result) && Object.keys(result).length === 0;
}

/**
 * Whether a tool's name says that it looks something up: one of its words is a reading verb and none is a writing verb.
 *
 * Tools that answer nothing by design (`think`, most writes) are no retrieval, so their silence is no empty retrieval.
 */
export function isRetrievalTool(name: string): boolean {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return words.some((word) => readVerbs.has(word)) && !words.some((word) => writeVerbs.has(word));
}

/**
 * The tool calls that found nothing, in the order of the story.
 *
 * Without `tools` these are the calls of tools whose names say that they look something up; with it, of exactly those.
 */
export function emptyRetrievals(
  session: Session,
  tools?: readonly string[],
): readonly PlacedStep<ToolStep>[] {
  return [...toolStepsOf(session, tools)].filter(
    ({ step }) =>
      step.status === "ok" &&
      isEmptyResult(step.result) &&
      (tools !== undefined || isRetrievalTool(step.name)),
  );
}

function isWrapper(result: { readonly [key: string]: JsonValue }, listKey?: string): boolean {
  return Object.keys(result).every((key) => key === listKey || wrapperKeys.test(key));
}
