import { canonicalJson } from "../trace/canonical-json.ts";
import type { JsonValue } from "../trace/json.ts";
import type { Session, StepRef, ToolStep } from "../trace/session.ts";
import { toolCallsOf } from "../trace/tool-calls.ts";
import { isRetrievalTool } from "../trace/tool-result.ts";

/** A tool call as it is compared with those of other runs of the same case. */
export type ToolAction = {
  readonly ref: StepRef;
  readonly step: ToolStep;
  /** The same for calls of one tool with the same arguments. */
  readonly key: string;
  /** Whether it may change the world. */
  readonly isWrite: boolean;
};

/** The tool calls of a session in its order. */
export function actionsOf(session: Session): readonly ToolAction[] {
  return toolCallsOf(session).map(({ ref, step }) => ({
    ref,
    step,
    key: actionKey(step),
    isWrite: isWritingTool(step.name),
  }));
}

/**
 * Case and white space of texts say nothing, nor does the order of keys; what is written for people to read is put
 * differently each time.
 */
function actionKey({ name, arguments: given }: Pick<ToolStep, "name" | "arguments">): string {
  return `${name} ${canonicalJson([withoutProse(given ?? null)])}`;
}

/** A text of so many words is prose. */
const proseWords = 5;

function withoutProse(value: JsonValue): JsonValue {
  if (typeof value === "string") {
    const words = value.trim().toLowerCase().split(/\s+/);
    return words.length >= proseWords ? "…" : words.join(" ");
  }
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(withoutProse);
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, withoutProse(child)]),
  );
}

/** Words of tools that neither read nor write: they think, calculate or plan. */
const inert = /^(?:think|thought|reason|reflect|plan|calculate|calculator|compute|note)$/;

/** Whether a tool only thinks or calculates: what it is called with says nothing of what was done. */
export function isInertTool(name: string): boolean {
  return inert.test(wordsOf(name)[0] ?? "");
}

/**
 * Whether a tool may change the world, by its name: it neither looks something up nor only thinks.
 *
 * Unsure names count as writing: to blame a harmless call is cheaper than to miss a harmful one.
 */
function isWritingTool(name: string): boolean {
  if (isRetrievalTool(name)) return false;
  const [first = ""] = wordsOf(name);
  return !inert.test(first) && !readFirst.has(first);
}

function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/);
}

/** First words of tools that only look, beside the verbs that make a retrieval. */
const readFirst = new Set([
  "check",
  "view",
  "show",
  "read",
  "describe",
  "count",
  "is",
  "has",
  "verify",
  "validate",
  "estimate",
]);
