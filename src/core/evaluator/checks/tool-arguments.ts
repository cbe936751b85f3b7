import { compareArguments } from "../../replay/compare-arguments.ts";
import { foldText } from "../../replay/folded-text.ts";
import { canonicalJson } from "../../trace/canonical-json.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../trace/json.ts";
import { toolCallsOf } from "../../trace/tool-calls.ts";
import type { CompileCheck } from "./check.ts";
import { failed, passed, ready, unscored, wrong } from "./check.ts";
import type { CheckParameters } from "./parameters.ts";
import { cut } from "./replies.ts";
import { isPart, isSameJson } from "./same-json.ts";
import { callEvidence, othersCalled } from "./tool-calls.ts";

type Override = NonNullable<CheckParameters["tool-arguments"]["overrides"]>[string];

/** `tool-arguments`: some call of a tool has the arguments that are listed. */
export const toolArguments: CompileCheck<"tool-arguments"> = (parameters) => {
  const { tool, arguments: expected, match, overrides = {} } = parameters;
  const byName = new Map(Object.entries(overrides));
  const stray = [...byName].find(
    ([name, how]) => how !== "ignore" && !Object.hasOwn(expected, name),
  );
  if (stray !== undefined) {
    return wrong({
      parameter: "overrides",
      message: `says how \`${cut(stray[0], 60)}\` is compared, which \`arguments\` does not list`,
      expected: "names of listed arguments; `ignore` for others",
      example: "overrides: { amount: { within: 0.01 } }",
    });
  }
  const ignored = new Set(parameters.ignore);
  for (const [name, how] of byName) if (how === "ignore") ignored.add(name);
  const wanted = without(expected, ignored);
  const tools = [tool];
  const matches = (actual: JsonObject): boolean => {
    const given = without(actual, ignored);
    if (match !== "superset" && !Object.keys(given).every((key) => Object.hasOwn(wanted, key)))
      return false;
    return Object.entries(wanted).every(([key, value]) => {
      if (!Object.hasOwn(given, key)) return match === "subset";
      return isAsListed(value, given[key] ?? null, byName.get(key));
    });
  };
  return ready((session) => {
    const calls = toolCallsOf(session, tools);
    if (calls.length === 0)
      return failed(`\`${tool}\` was never called. ${othersCalled(session, tools)}`);
    const isMatch = calls.some(
      ({ step }) => isJsonObject(step.arguments) && matches(step.arguments),
    );
    if (isMatch) return passed;
    if (calls.some(({ step }) => step.arguments === undefined)) {
      return unscored(`The arguments of \`${tool}\` were not captured.`);
    }
    const but = { exact: "exactly", subset: "nothing beyond", superset: "at least" }[match];
    return failed(
      `No call of \`${tool}\` has ${but} the arguments ${cut(canonicalJson(wanted), 160)}.`,
      calls.map(callEvidence),
    );
  });
};

/** One argument; what replay knows as a matcher is compared as in replay. */
function isAsListed(listed: JsonValue, given: JsonValue, how: Override | undefined): boolean {
  if (how === undefined) return isSameJson(given, listed);
  if (how === "subset") return isPart(given, listed);
  if (how === "superset") return isPart(listed, given);
  const match = { value: how };
  return compareArguments({ value: listed }, { value: given }, { match, fold: foldText }).isMatch;
}

function without(object: JsonObject, keys: ReadonlySet<string>): JsonObject {
  if (keys.size === 0) return object;
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.has(key)));
}
