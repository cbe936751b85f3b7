import { readFileSync } from "node:fs";
import OpenAI from "openai";
import type {
  ChatCompletionMessage,
  ChatCompletionMessageParam,
  ChatCompletionMessageToolCall,
  ChatCompletionTool,
} from "openai/resources";
import type { Agent, AgentContext, JsonValue } from "tracegate";
import { z } from "zod";
import type { ToolOutcome } from "./planner.ts";
import { planNext } from "./planner.ts";
import { Shop } from "./shop.ts";
import { tools } from "./tools.ts";

/** How often the model is asked in one turn before a person takes over. */
const mostRounds = 6;

const offeredTools: ChatCompletionTool[] = tools.map(({ name, description, parameters }) => ({
  type: "function",
  function: { name, description, parameters: z.toJSONSchema(parameters) },
}));

/** What one session remembers between its turns. */
class SupportSession {
  readonly shop = new Shop();
  readonly messages: ChatCompletionMessageParam[];

  constructor(systemPrompt: string) {
    this.messages = [{ role: "system", content: systemPrompt }];
  }
}

export const agent: Agent = supportAgent(
  readFileSync(new URL("./system-prompt.md", import.meta.url), "utf8"),
  planNext,
);

/** A support agent that works under a system prompt and lets `plan` decide what follows tool results. */
export function supportAgent(systemPrompt: string, plan: typeof planNext): Agent {
  return async (message, ctx) => {
    const { shop, messages } = sessionOf(ctx, systemPrompt);
    messages.push({ role: "user", content: message });
    for (let roundsLeft = mostRounds - 1; ; roundsLeft--) {
      const answer = await askModel(messages, ctx);
      messages.push(answer);
      const calls = answer.tool_calls ?? [];
      if (calls.length === 0) return reply(answer.content ?? "", shop);
      const outcomes: ToolOutcome[] = [];
      for (const call of calls) {
        const outcome = await runTool(call, shop, ctx);
        outcomes.push(outcome);
        messages.push({ role: "tool", tool_call_id: call.id, content: toolMessage(outcome) });
      }
      const next = plan(outcomes, roundsLeft);
      if (next.kind === "reply") {
        messages.push({ role: "assistant", content: next.text });
        return reply(next.text, shop);
      }
    }
  };
}

function sessionOf({ memory }: AgentContext, systemPrompt: string): SupportSession {
  const known = memory.get("support");
  if (known instanceof SupportSession) return known;
  const opened = new SupportSession(systemPrompt);
  memory.set("support", opened);
  return opened;
}

async function askModel(
  messages: readonly ChatCompletionMessageParam[],
  { env, fetch, modelBaseUrl, signal }: AgentContext,
): Promise<ChatCompletionMessage> {
  const client = new OpenAI({
    baseURL: modelBaseUrl ?? env["OPENAI_BASE_URL"] ?? "https://api.openai.com/v1",
    // A scripted model needs no key, and is not shown a real one.
    apiKey: (modelBaseUrl === undefined ? env["OPENAI_API_KEY"] : undefined) ?? "none",
    fetch,
  });
  const completion = await client.chat.completions.create(
    {
      model: env["OPENAI_MODEL"] ?? "gpt-5-mini",
      messages: [...messages],
      tools: offeredTools,
    },
    { signal },
  );
  const [choice] = completion.choices;
  if (choice === undefined) throw new Error("The model gave no answer.");
  return choice.message;
}

/** Runs what the model asked for. A tool that fails is an outcome like any other: the model is told. */
async function runTool(
  call: ChatCompletionMessageToolCall,
  shop: Shop,
  ctx: AgentContext,
): Promise<ToolOutcome> {
  const [name, args] =
    call.type === "function"
      ? [call.function.name, parseArguments(call.function.arguments)]
      : [call.custom.name, call.custom.input];
  try {
    const result = await ctx.callTool(name, args, () => {
      const tool = tools.find((each) => each.name === name);
      if (tool === undefined) throw new Error(`There is no tool ${name}.`);
      return tool.run(args, shop);
    });
    return { tool: name, result };
  } catch (error) {
    return { tool: name, result: undefined, error: describeError(error) };
  }
}

/** A model may write anything: what is no JSON goes on as text, and the tool's schema refuses it. */
function parseArguments(text: string): JsonValue {
  try {
    const value: JsonValue = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
}

function describeError(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  return error instanceof Error ? error.message : String(error);
}

function toolMessage({ result, error }: ToolOutcome): string {
  return JSON.stringify(error === undefined ? result : { error });
}

function reply(text: string, { returns, refunds }: Shop): { text: string; finalState: JsonValue } {
  return { text, finalState: { returns, refunds } };
}
