import { canonicalJson } from "../canonical-json.ts";
import { argumentValues } from "../import/python-arguments.ts";
import { isJsonObject, type JsonValue } from "../json.ts";
import type { Span } from "../span.ts";
import type { CallDraft } from "./draft.ts";
import type { SpanTree } from "./span-tree.ts";

/**
 * Gives each tool span the call of a model that it ran, and returns those that no model was seen to ask for.
 *
 * One call may stand there as an `execute_tool` span, as an `mcp` span inside or beside it and in messages: it is one
 * call. They are paired by call id, else by name and arguments, else by name; the latest model call before the span
 * wins, since ids repeat.
 */
export function pairCalls(
  tools: readonly Span[],
  calls: readonly CallDraft[],
  tree: SpanTree,
): readonly CallDraft[] {
  const waiting = new WaitingCalls(calls, tree);
  const bySpan = new Map<Span, CallDraft>();
  const unasked: CallDraft[] = [];
  for (const span of tools) {
    const around = callAround(span, bySpan, tree);
    const call = around ?? waiting.take(span);
    if (call !== undefined) {
      call.span = call.span === undefined ? span : complete(call.span, span, tree);
      bySpan.set(span, call);
      continue;
    }
    const request = span.toolCall ?? { name: span.name };
    const own: CallDraft = { request, message: -1, span };
    bySpan.set(span, own);
    waiting.add(own);
    unasked.push(own);
  }
  return unasked;
}

/** The call of a tool span that this one lies in, where both ran the same tool. */
function callAround(
  span: Span,
  bySpan: ReadonlyMap<Span, CallDraft>,
  tree: SpanTree,
): CallDraft | undefined {
  for (const outer of tree.ancestorsOf(span)) {
    if (outer.kind === "agent" || outer.kind === "model") return undefined;
    const call = bySpan.get(outer);
    if (call !== undefined) return isSameTool(call, span) ? call : undefined;
  }
  return undefined;
}

function isSameTool({ request }: CallDraft, { toolCall, name }: Span): boolean {
  const id = toolCall?.callId;
  if (id !== undefined && request.callId !== undefined && id !== request.callId) return false;
  return request.name === (toolCall?.name ?? name);
}

/** The outer span has the times; what it lacks the other one tells. */
function complete(span: Span, other: Span, tree: SpanTree): Span {
  const toolCall = { ...other.toolCall, ...span.toolCall };
  const name = toolCall.name ?? span.name;
  const better = { ...other, ...span, toolCall: { ...toolCall, name } };
  tree.replace(span, better);
  return better;
}

/** The calls that may still get a span, under every word by which a span may ask for them. */
class WaitingCalls {
  readonly #tree: SpanTree;
  readonly #calls = new Map<string, CallDraft[]>();
  readonly #arguments = new Map<CallDraft, string>();

  constructor(calls: readonly CallDraft[], tree: SpanTree) {
    this.#tree = tree;
    for (const call of calls) this.add(call);
  }

  add(call: CallDraft): void {
    const { callId, name } = call.request;
    for (const key of [...(callId === undefined ? [] : [idKey(callId, name)]), nameKey(name)]) {
      const others = this.#calls.get(key);
      if (others === undefined) this.#calls.set(key, [call]);
      else others.push(call);
    }
  }

  take(span: Span): CallDraft | undefined {
    const { callId, name, arguments: values } = span.toolCall ?? { name: span.name };
    if (callId !== undefined) {
      const same = this.#calls.get(idKey(callId, name)) ?? [];
      const here = same.filter((call) => isInTrace(call, span));
      const free = this.#latestFree(here, span) ?? this.#latestFree(same, span);
      const known = free ?? same.find((call) => isTimedTwice(call, span));
      if (known !== undefined) return known;
    }
    const idless = (this.#calls.get(nameKey(name)) ?? []).filter(
      (call) =>
        (callId === undefined || call.request.callId === undefined) && isInTrace(call, span),
    );
    if (idless.length === 0) return undefined;
    const wanted = values === undefined ? undefined : canonicalJson([values]);
    const equal = idless.filter((call) => {
      const given = this.#argumentsOf(call);
      return (
        given === undefined ||
        wanted === undefined ||
        given === wanted ||
        isOnlyValue(values, call.request.arguments) ||
        isSameByPlace(values, call.request.arguments)
      );
    });
    return this.#latestFree(equal, span) ?? equal.find((call) => isTimedTwice(call, span));
  }

  #argumentsOf(call: CallDraft): string | undefined {
    const values = call.request.arguments;
    if (values === undefined) return undefined;
    const known = this.#arguments.get(call) ?? canonicalJson([values]);
    this.#arguments.set(call, known);
    return known;
  }

  /** The first free call of the latest model answer that the span may follow; else the first free one. */
  #latestFree(calls: readonly CallDraft[], span: Span): CallDraft | undefined {
    const rank = this.#tree.rankOf(span);
    const free = calls.filter((call) => call.span === undefined);
    const asked = free.filter(
      (call) => call.asked === undefined || this.#tree.rankOf(call.asked) <= rank,
    );
    const message = asked.at(-1)?.message;
    return asked.find((call) => call.message === message) ?? free[0];
  }
}

/** LangChain's callbacks tell the arguments of a tool that takes one as that one's value. */
function isOnlyValue(told: unknown, given: unknown): boolean {
  if (typeof given !== "object" || given === null) return false;
  if (typeof told !== "string" && typeof told !== "number") return false;
  const [only, ...others] = Object.values(given);
  return (
    others.length === 0 &&
    (typeof only === "string" || typeof only === "number") &&
    String(only) === String(told)
  );
}

/** Decorators of Python functions tell arguments by their place, where the function was called that way. */
function isSameByPlace(told: JsonValue | undefined, given: JsonValue | undefined): boolean {
  const values = told === undefined ? undefined : argumentValues(told);
  return (
    values !== undefined &&
    isJsonObject(given) &&
    canonicalJson(values) === canonicalJson(Object.values(given))
  );
}

/** Another instrumentation's span of a call that has one, at the same time. */
function isTimedTwice(call: CallDraft, span: Span): boolean {
  const other = call.span;
  if (other === undefined || other.scope === span.scope) return false;
  const [startsMs, endsMs] = [other.startedAtMs ?? 0, other.endedAtMs ?? Number.POSITIVE_INFINITY];
  const atMs = span.startedAtMs ?? startsMs;
  return atMs >= startsMs && atMs <= endsMs;
}

/** A call whose model span is known belongs to its trace; one told by messages may belong to any. */
function isInTrace({ asked }: CallDraft, span: Span): boolean {
  return asked === undefined || asked.traceId === span.traceId;
}

function idKey(callId: string, name: string): string {
  return `id ${callId}\n${name}`;
}

function nameKey(name: string): string {
  return `name ${name}`;
}
