import type { ChatMessage, ChatRequest } from "../../src/core/simulation/chat-completion.ts";
import { chatRequest } from "../../src/core/simulation/chat-completion.ts";
import type { ScriptedAnswer, ScriptedModel } from "../../src/core/simulation/scripted-model.ts";
import { compileScriptedModel } from "../../src/core/simulation/scripted-model.ts";
import { scriptedModelFile } from "../../src/core/simulation/scripted-model-file.ts";

/** A rule as a test writes it: `when` and `name` have defaults. */
export type RuleInput = { when?: object; answers: readonly object[]; name?: string };

/** A scripted model's file with these rules, as it would be read from YAML. */
export function aScriptFile(...rules: readonly RuleInput[]): unknown {
  return {
    version: 1,
    rules: rules.map((rule, index) => ({ name: `rule ${index + 1}`, when: {}, ...rule })),
  };
}

/** A compiled script with these rules. */
export function aScript(...rules: readonly RuleInput[]): ScriptedModel {
  return compileScriptedModel(scriptedModelFile.parse(aScriptFile(...rules)));
}

/** A rule that always says one text. */
export function says(text: string, when: object = {}, name?: string): RuleInput {
  return { when, answers: [{ say: text }], ...(name === undefined ? {} : { name }) };
}

/** A request with these messages that offers these tools. */
export function aRequest(
  messages: readonly (Partial<ChatMessage> & { role: ChatMessage["role"] })[],
  tools: readonly string[] = [],
): ChatRequest {
  return chatRequest.parse({
    model: "any",
    messages,
    tools: tools.map((name) => ({ type: "function", function: { name } })),
  });
}

/** A request in which a customer says one thing. */
export function asking(text: string, tools: readonly string[] = []): ChatRequest {
  return aRequest([{ role: "user", content: text }], tools);
}

/** A request that ends with what one tool has answered to a question. */
export function answered(
  tool: string,
  result: unknown,
  { question = "Where is my parcel?", offers = [tool] as readonly string[] } = {},
): ChatRequest {
  return aRequest(
    [
      { role: "user", content: question },
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id: "call_1", function: { name: tool, arguments: "{}" } }],
      },
      {
        role: "tool",
        tool_call_id: "call_1",
        content: typeof result === "string" ? result : JSON.stringify(result),
      },
    ],
    offers,
  );
}

/** What an answer says, or the code of why there is none. */
export function said(answer: ScriptedAnswer): string | null {
  return answer.kind === "answered"
    ? answer.completion.choices[0].message.content
    : `(${answer.code})`;
}

/** The tools that an answer calls, with their arguments. */
export function called(answer: ScriptedAnswer): readonly (readonly [string, unknown])[] {
  if (answer.kind !== "answered") return [];
  const calls = answer.completion.choices[0].message.tool_calls ?? [];
  return calls.map((call) => [call.function.name, JSON.parse(call.function.arguments)]);
}
