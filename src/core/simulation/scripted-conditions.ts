import { RE2JS } from "re2js";
import type { JsonValue } from "../trace/json.ts";
import { isJsonValue, parseJsonText } from "../trace/json.ts";
import { isEmptyResult } from "../trace/tool-result.ts";
import type { ChatMessage, ChatRequest } from "./chat-completion.ts";
import { textOf } from "./chat-completion.ts";
import type { ScriptedConditions, TextCondition } from "./scripted-model-file.ts";
import type { GroupSource } from "./template.ts";

/** A text as conditions read it: lower-cased once, however many rules ask. */
type ReadText = { readonly text: string; readonly lower: string };

type ToolAnswer = {
  readonly name: string | undefined;
  readonly read: ReadText;
  readonly value: JsonValue;
  readonly kind: "empty" | "error" | "present";
};

/** What rules ask about, read out of a request once. */
export type Situation = {
  readonly call: number;
  readonly last: ChatMessage["role"] | undefined;
  readonly user: ReadText;
  readonly said: ReadText;
  readonly system: ReadText;
  /** The tool messages that the request ends with; empty where it ends with anything else. */
  readonly answered: readonly ToolAnswer[];
  readonly offered: ReadonlySet<string>;
};

/** What a rule's conditions found, for its placeholders. */
export type Findings = {
  readonly groups: Partial<Record<GroupSource, readonly (string | null)[]>>;
  result?: JsonValue;
};

/** One condition of a rule. `label` is how people read it; `holds` notes what it found. */
export type Condition = {
  readonly label: string;
  readonly holds: (situation: Situation, findings: Findings) => boolean;
};

type TextTest = (read: ReadText) => readonly (string | null)[] | undefined;

/** Reads what rules ask about. A text that the request does not have is empty. */
export function readSituation({ messages, tools }: ChatRequest, call: number): Situation {
  const byUser = messages.filter(({ role }) => role === "user").map(textOf);
  const bySystem = messages.filter(({ role }) => role === "system" || role === "developer");
  return {
    call,
    last: messages.at(-1)?.role,
    user: readText(byUser.at(-1) ?? ""),
    said: readText(byUser.toReversed().join("\n")),
    system: readText(bySystem.map(textOf).join("\n")),
    answered: readAnswers(messages),
    offered: new Set(tools.flatMap((tool) => tool.function?.name ?? [])),
  };
}

/** The conditions of a rule, cheapest first, with every regular expression compiled. */
export function compileConditions(when: ScriptedConditions): readonly Condition[] {
  const { call, last, offers, tool, user, system, said } = when;
  const conditions: Condition[] = [];
  if (call !== undefined) {
    const { from = 1, to = Infinity } = typeof call === "number" ? { from: call, to: call } : call;
    conditions.push({
      label: `call ${describe(call)}`,
      holds: (situation) => situation.call >= from && situation.call <= to,
    });
  }
  if (last !== undefined) {
    conditions.push({ label: `last ${last}`, holds: (situation) => situation.last === last });
  }
  if (offers !== undefined) {
    conditions.push({
      label: `offers ${describe(offers)}`,
      holds: ({ offered }) => offers.every((name) => offered.has(name)),
    });
  }
  if (tool !== undefined) conditions.push(toolCondition(tool));
  if (user !== undefined) conditions.push(textCondition("user", "match", user));
  if (system !== undefined) conditions.push(textCondition("system", undefined, system));
  if (said !== undefined) conditions.push(textCondition("said", "said", said));
  return conditions;
}

function textCondition(
  about: "user" | "said" | "system",
  source: GroupSource | undefined,
  condition: TextCondition,
): Condition {
  const test = compileText(condition);
  return {
    label: `${about} ${describe(condition)}`,
    holds: (situation, findings) => {
      const groups = test(situation[about]);
      if (groups === undefined) return false;
      if (source !== undefined) findings.groups[source] = groups;
      return true;
    },
  };
}

function toolCondition(condition: NonNullable<ScriptedConditions["tool"]>): Condition {
  const { name, result, ...text } = condition;
  const test = compileText(text);
  return {
    label: `tool ${describe(condition)}`,
    holds: ({ answered }, findings) => {
      for (const answer of answered) {
        if (name !== undefined && answer.name !== name) continue;
        if (result !== undefined && answer.kind !== result) continue;
        const groups = test(answer.read);
        if (groups === undefined) continue;
        findings.groups.tool = groups;
        findings.result = answer.value;
        return true;
      }
      return false;
    },
  };
}

/** The groups of the match, the whole match first; `[]` where no expression is asked for; `undefined` where the text does not fit. */
function compileText({ any, all, none, matches }: TextCondition): TextTest {
  const [anyOf, allOf, noneOf] = [lowerCased(any), lowerCased(all), lowerCased(none)];
  const expression = matches === undefined ? undefined : RE2JS.compile(matches);
  return ({ text, lower: read }) => {
    if (anyOf !== undefined && !anyOf.some((phrase) => read.includes(phrase))) return undefined;
    if (allOf !== undefined && !allOf.every((phrase) => read.includes(phrase))) return undefined;
    if (noneOf?.some((phrase) => read.includes(phrase)) === true) return undefined;
    if (expression === undefined) return [];
    const matcher = expression.matcher(text);
    if (!matcher.find()) return undefined;
    return Array.from({ length: expression.groupCount() + 1 }, (_, group) => matcher.group(group));
  };
}

function lowerCased(phrases: readonly string[] | undefined): readonly string[] | undefined {
  return phrases?.map((phrase) => phrase.toLowerCase());
}

function readAnswers(messages: readonly ChatMessage[]): readonly ToolAnswer[] {
  const start = messages.findLastIndex(({ role }) => role !== "tool") + 1;
  const answers = messages.slice(start);
  if (answers.length === 0) return [];
  const names = new Map<string, string>();
  for (const each of messages) {
    for (const asked of each.tool_calls ?? []) {
      if (asked.function !== undefined) names.set(asked.id, asked.function.name);
    }
  }
  return answers.map((each) => {
    const text = textOf(each);
    const value = jsonOr(text);
    return {
      name: each.tool_call_id === undefined ? undefined : names.get(each.tool_call_id),
      read: readText(text),
      value,
      kind: isError(value) ? "error" : isEmptyResult(value) ? "empty" : "present",
    };
  });
}

function isError(value: JsonValue): boolean {
  if (typeof value === "string") return /^\s*error\b/i.test(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const error = Object.entries(value).find(([key]) => key === "error")?.[1];
  return error !== undefined && error !== null && error !== false;
}

function jsonOr(text: string): JsonValue {
  try {
    const value = parseJsonText(text);
    return isJsonValue(value) ? value : text;
  } catch {
    return text;
  }
}

function readText(text: string): ReadText {
  return { text, lower: text.toLowerCase() };
}

function describe(value: JsonValue | Readonly<Record<string, unknown>>): string {
  return JSON.stringify(value).replaceAll(/[{}"]/g, "").slice(0, 120);
}
