import { describeCall } from "../../trace/describe-step.ts";
import { toolCallsOf } from "../../trace/tool-calls.ts";
import { inAnyOrder, inOrder, nameCalls, nameTools, strictly } from "./call-lists.ts";
import type { CompileCheck } from "./check.ts";
import { at, failed, passed, ready, wrong } from "./check.ts";

/**
 * `trajectory`: the tools that a session calls, held against a list.
 *
 * The words are those of agentevals, and so is their meaning: each call uses up one entry of the list,
 * so a tool that may be called twice stands there twice. `in-order` is ours: the list is a subsequence of the calls.
 */
export const trajectory: CompileCheck<"trajectory"> = ({ tools, match }) => {
  const mayBeMore = match === "superset" || match === "in-order";
  if (mayBeMore && tools.length === 0) {
    return wrong({
      parameter: "tools",
      message: "is empty, and every session calls at least nothing: the check can never fail",
      expected: "the tools that must be called, or `match: subset` where none may be",
      example: "tools: [search_policies]",
    });
  }
  const compare = match === "strict" ? strictly : match === "in-order" ? inOrder : inAnyOrder;
  const isOrdered = match === "strict" || match === "in-order";
  return ready((session) => {
    const calls = toolCallsOf(session);
    const { extra, missing } = compare(calls, tools);
    const isExtraWrong = !mayBeMore && extra.length > 0;
    const isMissingWrong = match !== "subset" && missing.length > 0;
    if (!isExtraWrong && !isMissingWrong) return passed;
    const wrongs = [
      ...(isMissingWrong ? [`it lacks ${nameTools(missing)}`] : []),
      ...(isExtraWrong
        ? [`it has ${nameTools(extra.map(({ step }) => step.name))} beyond the list`]
        : []),
    ];
    const what = isOrdered ? "The order of tool calls differs" : "The tool calls differ";
    return failed(
      `${what} from the list: ${wrongs.join(", and ")}. Called: ${nameCalls(calls)}.`,
      isExtraWrong ? extra.map(({ ref, step }) => at(ref, describeCall(step))) : [],
    );
  });
};
