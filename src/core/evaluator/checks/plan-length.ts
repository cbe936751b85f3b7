import { stepsOf } from "../../trace/steps.ts";
import type { CompileCheck } from "./check.ts";
import { at, failed, passed, ready, unscored } from "./check.ts";
import { parseJson } from "./parse-json.ts";

/** `plan-length`: no plan that a model was asked for has more steps. */
export const planLength: CompileCheck<"plan-length"> = ({ max }) =>
  ready((session) => {
    let plans = 0;
    let isUnknown = false;
    for (const { ref, step } of stepsOf(session)) {
      if (step.kind !== "model" || step.purpose !== "plan") continue;
      plans += 1;
      const length = step.text === undefined ? undefined : lengthOf(step.text);
      if (length === undefined) isUnknown = true;
      else if (length > max) {
        return failed(`A plan has ${length} steps, more than ${max}.`, [
          at(ref, `a plan of ${length} steps`),
        ]);
      }
    }
    if (plans === 0) return unscored("No plan was captured.");
    return isUnknown ? unscored("A plan's steps could not be told apart.") : passed;
  });

/** The items of a JSON list, or the lines that a number or a mark leads; `undefined` where there is neither. */
function lengthOf(plan: string): number | undefined {
  const json = parseJson(plan);
  const value = json.kind === "json" ? json.value : undefined;
  if (typeof value === "object" && value !== null) {
    const lists = [value, ...Object.values(value)].filter(Array.isArray);
    return lists[0]?.length;
  }
  const lines = plan.split("\n");
  const numbered = lines.filter((line) => /^(?:step )?\d{1,3}[.):]\s/i.test(line)).length;
  if (numbered > 0) return numbered;
  const marked = lines.filter((line) => /^[-*•]\s/.test(line)).length;
  return marked > 0 ? marked : undefined;
}
