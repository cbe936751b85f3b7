import type { ChatCompletion, ChatRequest } from "./chat-completion.ts";
import { chatCompletion } from "./chat-completion.ts";
import type { Condition, Findings, Situation } from "./scripted-conditions.ts";
import { compileConditions, readSituation } from "./scripted-conditions.ts";
import type { ScriptedModelFile, ScriptedRule } from "./scripted-model-file.ts";
import { seededDraw, seededId } from "./seeded-draw.ts";
import type { TemplateValues } from "./template.ts";
import { renderJson, renderText, UnresolvedPlaceholder } from "./template.ts";

/** A scripted model, compiled once for many calls. */
export type ScriptedModel = {
  readonly model: string;
  readonly rules: readonly CompiledRule[];
};

type CompiledRule = {
  readonly name: string;
  readonly conditions: readonly Condition[];
  readonly answers: ScriptedRule["answers"];
};

/** What all randomness of an answer comes from. `call` is the model call of the session, counted from 1. */
export type ScriptedKey = { readonly seed: string; readonly call: number };

/** An answer, or why the script has none for this request; never a default in its place. */
export type ScriptedAnswer =
  | { readonly kind: "answered"; readonly rule: string; readonly completion: ChatCompletion }
  | {
      readonly kind: "no-answer";
      readonly code: "no-rule" | "unresolved-placeholder" | "tool-not-offered";
      readonly message: string;
    };

/** Compiles a script that has met its schema. */
export function compileScriptedModel(file: ScriptedModelFile): ScriptedModel {
  return {
    model: file.model,
    rules: file.rules.map(({ name, when, answers }) => ({
      name,
      conditions: compileConditions(when),
      answers,
    })),
  };
}

/** What the scripted model answers: the same for the same script, request and key. */
export function answerScripted(
  script: ScriptedModel,
  request: ChatRequest,
  key: ScriptedKey,
): ScriptedAnswer {
  const situation = readSituation(request, key.call);
  for (const rule of script.rules) {
    const findings: Findings = { groups: {} };
    if (rule.conditions.every((condition) => condition.holds(situation, findings))) {
      return answerByRule(
        { script, rule, request, key },
        { user: situation.user.text, ...findings },
      );
    }
  }
  return { kind: "no-answer", code: "no-rule", message: describeNearest(script, situation) };
}

type Choice = {
  readonly script: ScriptedModel;
  readonly rule: CompiledRule;
  readonly request: ChatRequest;
  readonly key: ScriptedKey;
};

function answerByRule(
  { script, rule, request, key }: Choice,
  values: TemplateValues,
): ScriptedAnswer {
  const chosen = weighted(rule.answers, seededDraw(key.seed, key.call));
  const offered = new Set(request.tools.flatMap((tool) => tool.function?.name ?? []));
  const missing = chosen?.call?.find((call) => !offered.has(call.tool));
  if (missing !== undefined) {
    const message = `The rule “${rule.name}” calls the tool ${missing.tool}, which the request does not offer.`;
    return { kind: "no-answer", code: "tool-not-offered", message };
  }
  try {
    const calls = (chosen?.call ?? []).map((call) => ({
      tool: call.tool,
      arguments: renderJson(call.arguments, values),
    }));
    const text = chosen?.say === undefined ? {} : { text: renderText(chosen.say, values) };
    const id = seededId(key.seed, key.call);
    const completion = chatCompletion({ id, model: script.model, calls, ...text }, request);
    return { kind: "answered", rule: rule.name, completion };
  } catch (error) {
    if (!(error instanceof UnresolvedPlaceholder)) throw error;
    const message = `The rule “${rule.name}” cannot be rendered: ${error.message}.`;
    return { kind: "no-answer", code: "unresolved-placeholder", message };
  }
}

/** The alternative on which `draw`, a number in [0, 1), falls. */
function weighted<T extends { readonly weight: number }>(
  alternatives: readonly T[],
  draw: number,
): T | undefined {
  const total = alternatives.reduce((sum, { weight }) => sum + weight, 0);
  let passed = 0;
  for (const alternative of alternatives) {
    passed += alternative.weight;
    if (draw * total < passed) return alternative;
  }
  return alternatives.at(-1);
}

/** Names the rule of which the most conditions hold, the first of several, and what kept it from answering. */
function describeNearest(script: ScriptedModel, situation: Situation): string {
  const nearest = script.rules
    .map((rule) => {
      const failing = rule.conditions.filter(
        (condition) => !condition.holds(situation, { groups: {} }),
      );
      return { rule, failing, held: rule.conditions.length - failing.length };
    })
    .reduce((best, next) => (next.held > best.held ? next : best));
  const failing = nearest.failing.map(({ label }) => `“${label}”`).join(", ");
  return (
    `No rule of the scripted model answers model call ${situation.call}, which ends with ${describeEnd(situation)}. ` +
    `The nearest rule is “${nearest.rule.name}”; it would also need ${failing}.`
  );
}

function describeEnd({ last, answered }: Situation): string {
  if (answered.length === 0) return `a message of the ${last ?? "nobody"}`;
  const tools = answered.map(({ name, kind }) => `${quoted(name ?? "unknown")} (${kind})`);
  return `the result of ${tools.join(", ")}`;
}

function quoted(name: string): string {
  return JSON.stringify(name.slice(0, 80));
}
