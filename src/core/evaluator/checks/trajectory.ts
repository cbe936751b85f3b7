import { describeCall } from "../../trace/describe-step.ts";
import type { Session, ToolStep } from "../../trace/session.ts";
import type { PlacedStep } from "../../trace/steps.ts";
import { toolCallsOf } from "../../trace/tool-calls.ts";
import type { CompileCheck } from "./check.ts";
import { at, failed, passed, ready, wrong } from "./check.ts";
import { cut } from "./replies.ts";

/**
 * `trajectory`: the tools that a session calls, held against a list.
 *
 * The words are those of agentevals, and so is their meaning: each call uses up one entry of the list,
 * so a tool that may be called twice stands there twice.
 */
export const trajectory: CompileCheck<"trajectory"> = ({ tools, match }) => {
  if (match === "superset" && tools.length === 0) {
    return wrong({
      parameter: "tools",
      message: "is empty, and every session calls at least nothing: the check can never fail",
      expected: "the tools that must be called, or `match: subset` where none may be",
      example: "tools: [search_policies]",
    });
  }
  return ready((session) => {
    const calls = toolCallsOf(session);
    const { extra, missing } =
      match === "strict" ? inOrder(calls, tools) : inAnyOrder(calls, tools);
    const isExtraWrong = match !== "superset" && extra.length > 0;
    const isMissingWrong = match !== "subset" && missing.length > 0;
    if (!isExtraWrong && !isMissingWrong) return passed;
    const wrongs = [
      ...(isMissingWrong ? [`it lacks ${named(missing)}`] : []),
      ...(isExtraWrong
        ? [`it has ${named(extra.map(({ step }) => step.name))} beyond the list`]
        : []),
    ];
    const what = match === "strict" ? "The order of tool calls differs" : "The tool calls differ";
    return failed(
      `${what} from the list: ${wrongs.join(", and ")}. Called: ${calledIn(session)}.`,
      isExtraWrong ? extra.map(({ ref, step }) => at(ref, describeCall(step))) : [],
    );
  });
};

type Difference = {
  readonly extra: readonly PlacedStep<ToolStep>[];
  readonly missing: readonly string[];
};

function inAnyOrder(calls: readonly PlacedStep<ToolStep>[], tools: readonly string[]): Difference {
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
function inOrder(calls: readonly PlacedStep<ToolStep>[], tools: readonly string[]): Difference {
  let same = 0;
  while (same < tools.length && calls[same]?.step.name === tools[same]) same++;
  return { extra: calls.slice(same), missing: tools.slice(same) };
}

const maxNamed = 6;

function named(tools: readonly string[]): string {
  const listed = tools.slice(0, maxNamed).map((tool) => `\`${cut(tool, 60)}\``);
  return `${listed.join(", ")}${tools.length > maxNamed ? ", …" : ""}`;
}

function calledIn(session: Session): string {
  const names = toolCallsOf(session).map(({ step }) => cut(step.name, 60));
  if (names.length === 0) return "nothing";
  return `${names.slice(0, 2 * maxNamed).join(" → ")}${names.length > 2 * maxNamed ? " → …" : ""}`;
}
