import type { ToolStep } from "../../trace/session.ts";
import type { PlacedStep } from "../../trace/steps.ts";
import { cut } from "./replies.ts";

type Call = PlacedStep<ToolStep>;

/** How the calls of a session differ from a list of tools. */
export type ListDifference = {
  /** Calls that use up no entry of the list. */
  readonly extra: readonly Call[];
  /** Entries that no call uses up. */
  readonly missing: readonly string[];
};

/** Each call uses up one entry of its tool, wherever that stands. */
export function inAnyOrder(calls: readonly Call[], tools: readonly string[]): ListDifference {
  const open = new Map<string, number>();
  for (const tool of tools) open.set(tool, (open.get(tool) ?? 0) + 1);
  const extra = calls.filter(({ step }) => {
    const left = open.get(step.name) ?? 0;
    if (left > 0) open.set(step.name, left - 1);
    return left === 0;
  });
  const missing = [...open].flatMap(([tool, left]) => Array.from({ length: left }, () => tool));
  return { extra, missing };
}

/** Everything from the first call on that is not the next of the list. */
export function strictly(calls: readonly Call[], tools: readonly string[]): ListDifference {
  let same = 0;
  while (same < tools.length && calls[same]?.step.name === tools[same]) same++;
  return { extra: calls.slice(same), missing: tools.slice(same) };
}

/** Each call uses up the next entry where it is of that tool; others may stand between. */
export function inOrder(calls: readonly Call[], tools: readonly string[]): ListDifference {
  let next = 0;
  const extra = calls.filter(({ step }) => {
    if (step.name !== tools[next]) return true;
    next += 1;
    return false;
  });
  return { extra, missing: tools.slice(next) };
}

const maxNamed = 6;

/** Tools in a sentence: `` `lookup_order`, `search_policies` ``. */
export function nameTools(tools: readonly string[]): string {
  const listed = tools.slice(0, maxNamed).map((tool) => `\`${cut(tool, 60)}\``);
  return `${listed.join(", ")}${tools.length > maxNamed ? ", …" : ""}`;
}

/** The calls in their order: `lookup_order → search_policies`. */
export function nameCalls(calls: readonly Call[]): string {
  if (calls.length === 0) return "nothing";
  const names = calls.slice(0, 2 * maxNamed).map(({ step }) => cut(step.name, 60));
  return `${names.join(" → ")}${calls.length > 2 * maxNamed ? " → …" : ""}`;
}
