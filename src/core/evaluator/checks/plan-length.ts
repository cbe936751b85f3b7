import { isJsonList, isJsonObject, type JsonValue } from "../../trace/json.ts";
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

const fence = /^[ \t]*```[^\n`]*\n([\s\S]*?)^[ \t]*```/gm;
const numbered = /^([ \t]*)(?:#{1,6} )?[*_]{0,2}(?:step )?\d{1,3}[.):][*_]{0,2}\s/i;
const marked = /^([ \t]*)[-*+•]\s/;

/**
 * How many steps a plan has: the items of its list in JSON, else its numbered lines, else those with a bullet;
 * `undefined` where there are none. What stands in a fence is the plan only where it is JSON or nothing stands around it.
 */
function lengthOf(plan: string): number | undefined {
  const whole = listIn(plan);
  if (whole !== undefined) return whole;
  const fenced = [...plan.matchAll(fence)].map(([, block = ""]) => block);
  const around = plan.replaceAll(fence, "").split("\n");
  const lists = fenced.flatMap((block) => listIn(block) ?? []);
  const inside = fenced.flatMap((block) => block.split("\n"));
  return (
    itemsOf(around, numbered) ??
    lists[0] ??
    itemsOf(around, marked) ??
    itemsOf(inside, numbered) ??
    itemsOf(inside, marked)
  );
}

/** The names under which plans list their steps. */
const stepKeys = /^(?:steps|plan|tasks|actions|todos?|items)$/i;

/** How long the list of steps in a text in JSON is: of those nearest to the root, that with such a name, else the longest. */
function listIn(text: string): number | undefined {
  const json = parseJson(text);
  if (json.kind === "unreadable") return undefined;
  let level: readonly (readonly [string, JsonValue])[] = [["", json.value]];
  for (let depth = 0; depth < maxDepth && level.length > 0; depth++) {
    const lists = level.flatMap(([key, value]) =>
      isJsonList(value) ? [{ key, length: value.length }] : [],
    );
    const named = lists.filter(({ key }) => stepKeys.test(key));
    if (lists.length > 0) {
      return Math.max(...(named.length > 0 ? named : lists).map(({ length }) => length));
    }
    level = level.flatMap(([, value]) => (isJsonObject(value) ? Object.entries(value) : []));
  }
  return undefined;
}

const maxDepth = 4;

/** The lines that a mark leads, of those the least indented: what stands further in is part of a step. */
function itemsOf(lines: readonly string[], mark: RegExp): number | undefined {
  const indents = lines.flatMap((line) => mark.exec(line)?.[1]?.length ?? []);
  const least = Math.min(...indents);
  return indents.length === 0 ? undefined : indents.filter((indent) => indent === least).length;
}
