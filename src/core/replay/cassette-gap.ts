import { printable } from "../text/printable.ts";
import { canonicalJson } from "../trace/canonical-json.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../trace/json.ts";
import type { CassetteCall } from "./cassette.ts";
import { type ModelRequest, transcriptField } from "./cassette-request.ts";

/** How much of each text is shown around the place where two differ. */
const shownChars = 80;
const shownBefore = 24;
const mostFields = 3;

/**
 * In one line, what a request has that the nearest recorded one has not: the fields that differ, and the first
 * message that does.
 *
 * Nearest is the one with the same path that shares the most messages from the start, then the most fields. All text
 * of agents and models is made safe to print.
 */
export function describeCassetteGap(request: ModelRequest, calls: readonly CassetteCall[]): string {
  const asked = `POST ${printable(request.path, 100)}`;
  const samePath = calls
    .map((call, index) => ({ recorded: call.request, number: index + 1 }))
    .filter(({ recorded }) => recorded.path === request.path);
  const [first] = samePath;
  if (first === undefined) {
    const paths = [...new Set(calls.map(({ request: recorded }) => recorded.path))];
    return `nothing is recorded for ${asked}, only for ${paths.map((path) => printable(path, 100)).join(", ") || "nothing at all"}`;
  }
  let nearest = first;
  let most = nearness(request, first.recorded);
  for (const candidate of samePath.slice(1)) {
    const near = nearness(request, candidate.recorded);
    if (near <= most) continue;
    nearest = candidate;
    most = near;
  }
  const differences = describeDifferences(nearest.recorded.body, request.body);
  return `no recorded answer for ${asked}; the nearest is call ${nearest.number}, which differs in ${differences.join("; ")}`;
}

/** Shared messages count above all; fields, of which a body has few, break ties. */
function nearness(request: ModelRequest, recorded: ModelRequest): number {
  const asked = transcriptOf(request.body);
  const known = transcriptOf(recorded.body);
  let shared = 0;
  while (shared < asked.length && shared < known.length) {
    if (!isSame(asked[shared], known[shared])) break;
    shared += 1;
  }
  const fields = Object.keys(request.body).filter((key) =>
    isSame(request.body[key], recorded.body[key]),
  );
  const isAsLong = asked.length === known.length ? 0.5 : 0;
  return shared * 1000 + Math.min(fields.length, 900) + isAsLong;
}

function describeDifferences(recorded: JsonObject, asked: JsonObject): readonly string[] {
  const transcript = transcriptField(asked) ?? transcriptField(recorded);
  const fields = [...new Set([...Object.keys(recorded), ...Object.keys(asked)])].filter(
    (key) => key !== transcript && !isSame(recorded[key], asked[key]),
  );
  const message =
    transcript === undefined
      ? undefined
      : describeFirstMessage(transcript, transcriptOf(recorded), transcriptOf(asked));
  const left = fields.length - mostFields;
  return [
    ...(message === undefined ? [] : [message]),
    ...fields
      .slice(0, mostFields)
      .map((key) => describeValues(printable(key, 60), recorded[key], asked[key])),
    ...(left > 0 ? [`${left} more fields`] : []),
  ];
}

function describeFirstMessage(
  field: string,
  recorded: readonly JsonValue[],
  asked: readonly JsonValue[],
): string | undefined {
  const longest = Math.max(recorded.length, asked.length);
  for (let index = 0; index < longest; index += 1) {
    const before = recorded[index];
    const now = asked[index];
    if (isSame(before, now)) continue;
    const place = `${field}[${index}]`;
    if (before === undefined) return `${place}, which was not recorded: ${shownValue(now)}`;
    if (now === undefined) return `${place}, which is missing now: ${shownValue(before)}`;
    return describeMessages(place, before, now);
  }
  return undefined;
}

/** Names the field of a message that differs, where its role is the same. */
function describeMessages(place: string, recorded: JsonValue, asked: JsonValue): string {
  if (!isJsonObject(recorded) || !isJsonObject(asked))
    return describeValues(place, recorded, asked);
  const keys = [...new Set([...Object.keys(recorded), ...Object.keys(asked)])];
  const [key = ""] = keys.filter((each) => !isSame(recorded[each], asked[each]));
  const role = asked["role"] ?? asked["type"];
  const who = typeof role === "string" ? ` (${printable(role, 30)})` : "";
  return describeValues(`${place}${who} ${printable(key, 60)}`, recorded[key], asked[key]);
}

function describeValues(
  name: string,
  recorded: JsonValue | undefined,
  asked: JsonValue | undefined,
): string {
  if (recorded === undefined) return `${name}: not recorded, now ${shownValue(asked)}`;
  if (asked === undefined) return `${name}: recorded ${shownValue(recorded)}, now absent`;
  const before = textOf(recorded);
  const now = textOf(asked);
  const from = Math.max(0, firstDifference(before, now) - shownBefore);
  return `${name}: recorded ${excerpt(before, from)}, now ${excerpt(now, from)}`;
}

function shownValue(value: JsonValue | undefined): string {
  return excerpt(textOf(value ?? null), 0);
}

function excerpt(text: string, from: number): string {
  return `“${from > 0 ? "…" : ""}${printable(text.slice(from), shownChars)}”`;
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}

function textOf(value: JsonValue): string {
  return typeof value === "string" ? value : canonicalJson(value);
}

function transcriptOf(body: JsonObject): readonly JsonValue[] {
  const field = transcriptField(body);
  const said = field === undefined ? undefined : body[field];
  return Array.isArray(said) ? said : [];
}

function isSame(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return textOf(a) === textOf(b) && typeof a === typeof b;
}
