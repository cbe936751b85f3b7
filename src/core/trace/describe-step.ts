import { printable } from "../text/printable.ts";
import type { JsonValue } from "./json.ts";
import type { Step, ToolStep } from "./session.ts";
import { countFound, isEmptyResult } from "./tool-result.ts";

/** Longest piece of a session that a one-line description quotes, in characters. */
const maxQuoteLength = 100;

/**
 * What happened in a step, in one line for people, such as `search_policies → 0 documents`.
 *
 * The line holds untrusted text of tools and models: a renderer must still escape it for its medium.
 */
export function describeStep(step: Step): string {
  if (step.kind === "tool") return `${quote(step.name)} → ${describeAnswer(step)}`;
  if (step.error !== undefined) return `model → error: ${quote(step.error.message)}`;
  const calls = step.toolCalls ?? [];
  if (calls.length > 0) return `model called ${quote(calls.map(({ name }) => name).join(", "))}`;
  return step.text === undefined ? "model → text not captured" : `model said “${quote(step.text)}”`;
}

/** A call as people would type it, such as `search_policies {"query":"late fee"}`. Untrusted text. */
export function describeCall(step: ToolStep): string {
  const name = quote(step.name);
  return step.arguments === undefined ? name : `${name} ${quote(step.arguments)}`;
}

/** What a tool answered, such as `0 documents`. Untrusted text. */
export function describeAnswer(step: ToolStep): string {
  if (step.status === "pending") return "no answer seen";
  if (step.status === "error") return `error: ${quote(step.error?.message ?? step.result ?? "")}`;
  if (step.result === undefined) return "result not captured";
  const found = countFound(step.result);
  if (found !== undefined) return `${found.count} ${found.count === 1 ? found.one : found.many}`;
  return isEmptyResult(step.result) ? "nothing" : quote(step.result);
}

/** One line of untrusted text or JSON. */
function quote(value: JsonValue): string {
  return printable(typeof value === "string" ? value : JSON.stringify(value), maxQuoteLength);
}
