import { createHash } from "node:crypto";
import { z } from "zod";
import type { Problem } from "../errors.ts";
import { canonicalJson } from "../trace/canonical-json.ts";
import { isJsonObject, isJsonValue, type JsonObject, type JsonValue } from "../trace/json.ts";
import {
  comparableRequest,
  type ModelRequest,
  requestKey,
  transcriptField,
} from "./cassette-request.ts";

/** Version of a cassette's file; readers refuse another major. */
const cassetteSchema = "tracegate.cassette/1";

/** Recorded model answers of one session, in the order in which they were asked for. */
export type Cassette = { readonly calls: readonly CassetteCall[] };

export type CassetteCall = {
  readonly request: ModelRequest;
  readonly answer: ModelAnswer;
};

/** What a model's provider answered; a stream stands as the whole that it is the parts of. */
export type ModelAnswer = { readonly status: number; readonly body: JsonValue };

export type CassetteReading =
  | { readonly kind: "cassette"; readonly cassette: Cassette }
  | { readonly kind: "problem"; readonly problem: Problem };

const json = z.custom<JsonValue>((value) => isJsonValue(value), "JSON of at most 64 levels");
const fields = z.record(z.string(), json);

const callFile = z.strictObject({
  path: z.string().regex(/^\/[^\s]*$/, "a path, such as /chat/completions"),
  request: fields.optional(),
  continues: z.int().min(1).optional(),
  adds: z.array(json).optional(),
  answer: z.strictObject({ status: z.int().min(200).max(499), body: json }),
});

const cassetteFile = z.strictObject({
  schema: z.literal(cassetteSchema),
  calls: z.array(callFile).min(1).max(100_000),
});

/**
 * A cassette as its file: JSON to be read in a review.
 *
 * Each request of a session repeats all that was said before it. Where it repeats an earlier call of the file,
 * it stands as the number of that call and what it adds.
 */
export function renderCassette({ calls }: Cassette): string {
  const earlier: Said[] = [];
  const rendered = calls.map(({ request: { path, body }, answer }) => {
    const said = saidIn({ path, body });
    const shared = said && continuationOf(said, earlier);
    earlier.push(said ?? nothingSaid);
    return shared === undefined ? { path, request: body, answer } : { path, ...shared, answer };
  });
  return `${JSON.stringify({ schema: cassetteSchema, calls: rendered }, null, 2)}\n`;
}

/** Reads a cassette's file: the cassette, or what is wrong with it and where. */
export function parseCassette(text: string, file: string): CassetteReading {
  const problem = (message: string, path?: string): CassetteReading => ({
    kind: "problem",
    problem: {
      code: "CASSETTE_INVALID",
      file,
      ...(path !== undefined && { path }),
      message,
      expected: "a cassette as `tracegate record --cassette` writes it; record it again",
    },
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return problem("the file is no JSON");
  }
  const parsed = cassetteFile.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue?.path.join(".") ?? "";
    return problem(
      `${place === "" ? "" : `\`${place}\`: `}${issue?.message ?? "no cassette"}`,
      place,
    );
  }
  const calls: CassetteCall[] = [];
  for (const [index, { path, answer, ...said }] of parsed.data.calls.entries()) {
    const body = wholeBody(said, calls);
    if (body === undefined) {
      return problem(
        "a request stands either whole, or as `continues`, the number of an earlier call with messages, and `adds`",
        `calls.${index}`,
      );
    }
    calls.push({ request: comparableRequest(path, body), answer });
  }
  return { kind: "cassette", cassette: { calls } };
}

/** `sha256:` and 64 hex digits of what a cassette asks and answers, however its file is formatted. */
export function digestCassette({ calls }: Cassette): string {
  return `sha256:${createHash("sha256").update(canonicalJson(calls)).digest("hex")}`;
}

/** What a request says item by item, and all else that it holds. */
type Said = {
  readonly frame: string;
  readonly items: readonly JsonValue[];
  readonly texts: readonly string[];
};

const nothingSaid: Said = { frame: "", items: [], texts: [] };

function saidIn({ path, body }: ModelRequest): Said | undefined {
  const field = transcriptField(body);
  const said = field === undefined ? undefined : body[field];
  if (field === undefined || !Array.isArray(said)) return undefined;
  const items: readonly JsonValue[] = said;
  const frame = requestKey({ path, body: { ...body, [field]: [] } });
  return { frame, items, texts: items.map((item) => canonicalJson(item)) };
}

/** Of the earlier calls that a request repeats from the start, the one that leaves the least to be added. */
function continuationOf(
  { frame, items, texts }: Said,
  earlier: readonly Said[],
): { readonly continues: number; readonly adds: readonly JsonValue[] } | undefined {
  let continues = 0;
  let shared = 0;
  for (const [index, other] of earlier.entries()) {
    const { length } = other.texts;
    const isStart =
      length > 0 && length >= shared && length <= texts.length && other.frame === frame;
    if (!isStart || !other.texts.every((text, at) => text === texts[at])) continue;
    continues = index + 1;
    shared = length;
  }
  return continues === 0 ? undefined : { continues, adds: items.slice(shared) };
}

function wholeBody(
  said: {
    readonly request?: JsonObject | undefined;
    readonly continues?: number | undefined;
    readonly adds?: readonly JsonValue[] | undefined;
  },
  earlier: readonly CassetteCall[],
): JsonObject | undefined {
  const { request, continues, adds } = said;
  if (request !== undefined) {
    return continues === undefined && adds === undefined ? request : undefined;
  }
  const from = continues === undefined ? undefined : earlier[continues - 1]?.request.body;
  const field = from === undefined ? undefined : transcriptField(from);
  if (from === undefined || field === undefined || adds === undefined) return undefined;
  const before = from[field];
  return Array.isArray(before) && isJsonObject(from)
    ? { ...from, [field]: [...before, ...adds] }
    : undefined;
}
