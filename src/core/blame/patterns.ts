import { failureHedges, hedgeTest } from "../evaluator/checks/hedges.ts";
import type { JsonSchemaTest } from "../evaluator/pattern-engines.ts";
import { printable } from "../text/printable.ts";
import { canonicalJson } from "../trace/canonical-json.ts";
import { describeCall, describeStep } from "../trace/describe-step.ts";
import type { JsonValue } from "../trace/json.ts";
import type { Session } from "../trace/session.ts";
import { actionsOf, type ToolAction } from "./tool-actions.ts";
import type { WeighedSuspicion } from "./weighed-suspicion.ts";

/** An identical call this often is a loop. */
const loopCalls = 3;

/** Compiles a tool's schema of arguments; `undefined` for one that cannot be held to. */
export type CompileSchema = (schema: JsonValue) => JsonSchemaTest | undefined;

/**
 * What looks broken whatever the session was about: loops, results that are cut off or no answer, calls that go against
 * the tool's own schema, and failures that the agent passes over.
 */
export function suspectPatterns(
  session: Session,
  compile?: CompileSchema,
): readonly WeighedSuspicion[] {
  const actions = actionsOf(session);
  return [
    ...loops(actions),
    ...malformed(actions),
    ...ignoredErrors(session, actions),
    ...schemaErrors(session, actions, compile),
  ];
}

function loops(actions: readonly ToolAction[]): readonly WeighedSuspicion[] {
  const groups = Map.groupBy(
    actions,
    ({ key, step }) => `${key} ${canonicalJson([step.result ?? null])}`,
  );
  return [...groups.values()].flatMap((calls) => {
    const again = calls[1];
    if (calls.length < loopCalls || again === undefined) return [];
    return [
      suspicion(again, {
        kind: "loop",
        weight: 0.55,
        why: `The same call was made ${calls.length} times and brought the same each time; here it began to repeat.`,
        evidence: calls.slice(0, 4).map(({ ref, step }) => ({ at: ref, what: describeCall(step) })),
      }),
    ];
  });
}

/** A text that begins as JSON and is none, or a page where data was due. */
export function isMalformed(result: JsonValue | undefined): boolean {
  if (typeof result !== "string") return false;
  const text = result.trim();
  if (/^<(?:!doctype|html)\b/i.test(text)) return true;
  if (!/^(?:\{\s*"|\[\s*[[{"])/.test(text)) return false;
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}

function malformed(actions: readonly ToolAction[]): readonly WeighedSuspicion[] {
  return actions
    .filter(({ step }) => step.status === "ok" && isMalformed(step.result))
    .slice(0, 1)
    .map((action) =>
      suspicion(action, {
        kind: "malformed-result",
        weight: 0.5,
        why: "The result begins as data and cannot be read as such.",
      }),
    );
}

const rejects =
  /\b(?:invalid|unexpected|unknown|missing|required|wrong)\b.{0,40}\b(?:argument|parameter|keyword|field|property|input|type|format)|\bvalidation (?:error|failed)|\bTypeError\b|does not match the schema/i;

/** The first call that goes against the schema in the tool catalog, or that the tool itself turned away for its form. */
function schemaErrors(
  { agent }: Session,
  actions: readonly ToolAction[],
  compile?: CompileSchema,
): readonly WeighedSuspicion[] {
  const tests = new Map<string, JsonSchemaTest>();
  for (const { name, parameters } of agent?.toolCatalog ?? []) {
    const test = parameters === undefined ? undefined : compile?.(parameters);
    if (test !== undefined) tests.set(name, test);
  }
  for (const action of actions) {
    const { name, arguments: given, error, status } = action.step;
    const complaint = given === undefined ? undefined : tests.get(name)?.(given);
    const refused = status === "error" && rejects.test(error?.message ?? "");
    if (complaint === undefined && !refused) continue;
    const why = complaint ?? error?.message ?? "";
    return [
      suspicion(action, {
        kind: "schema-error",
        weight: 0.52,
        why: `The arguments do not fit the tool: ${printable(why, 200)}.`,
      }),
    ];
  }
  return [];
}

const admits = hedgeTest(failureHedges);

/** A call that failed and was not made good, in a turn whose reply does not admit it. */
function ignoredErrors(
  session: Session,
  actions: readonly ToolAction[],
): readonly WeighedSuspicion[] {
  return actions
    .filter(({ step, ref }, index) => {
      if (step.status !== "error") return false;
      const isMadeGood = actions
        .slice(index + 1)
        .some((later) => later.step.name === step.name && later.step.status === "ok");
      const { reply } = session.turns[ref.turn - 1] ?? {};
      return !isMadeGood && (reply === undefined || !admits(reply));
    })
    .slice(0, 1)
    .map((action) =>
      suspicion(action, {
        kind: "tool-error",
        weight: 0.5,
        why: "It failed, was not made good, and the reply does not admit it.",
      }),
    );
}

function suspicion(
  { ref, step }: ToolAction,
  more: Pick<WeighedSuspicion, "kind" | "weight" | "why"> & {
    readonly evidence?: WeighedSuspicion["evidence"];
  },
): WeighedSuspicion {
  const what = describeStep(step);
  return {
    at: ref,
    tier: "suspected",
    what,
    evidence: [{ at: ref, what: describeCall(step) }],
    ...more,
  };
}
