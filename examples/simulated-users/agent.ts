// The gift-card desk of a shop: a chat model and one tool. Nothing in it knows that its users are simulated.
import type { Agent, AgentContext } from "tracegate";

type Call = { readonly id: string; readonly function: { name: string; arguments: string } };
type Message = {
  readonly role: "user" | "assistant" | "tool";
  readonly content: string | null;
  readonly tool_calls?: readonly Call[];
  readonly tool_call_id?: string;
};

const policies = [{ id: "expiry", words: ["expire", "valid"], text: "Gift cards never expire." }];

const tools = [{ type: "function", function: { name: "search_policies", parameters: {} } }];

export const agent: Agent = async (message, ctx) => {
  const messages = messagesOf(ctx);
  messages.push({ role: "user", content: message });
  for (let callsLeft = 4; callsLeft > 0; callsLeft--) {
    const answer = await askModel(messages, ctx);
    messages.push(answer);
    if (answer.tool_calls === undefined) return answer.content ?? "";
    for (const { id, function: called } of answer.tool_calls) {
      const content = await search(called.arguments, ctx);
      messages.push({ role: "tool", tool_call_id: id, content });
    }
  }
  return "I will hand you over to a colleague.";
};

const histories = new WeakMap<AgentContext["memory"], Message[]>();

function messagesOf({ memory }: AgentContext): Message[] {
  const messages = histories.get(memory) ?? [];
  histories.set(memory, messages);
  return messages;
}

async function askModel(messages: readonly Message[], ctx: AgentContext): Promise<Message> {
  const response = await ctx.fetch(`${ctx.modelBaseUrl}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ model: "desk", messages, tools }),
    signal: ctx.signal,
  });
  if (!response.ok) throw new Error(`The model answered ${response.status}.`);
  const { choices }: { choices: [{ message: Message }] } = JSON.parse(await response.text());
  return choices[0].message;
}

/** What the tool found, as text; that it failed is told to the model too. */
async function search(args: string, ctx: AgentContext): Promise<string> {
  const { query }: { query: string } = JSON.parse(args);
  try {
    const found = await ctx.callTool("search_policies", { query }, () => ({
      documents: policies.filter(({ words }) => words.some((word) => query.includes(word))),
    }));
    return JSON.stringify(found);
  } catch (error) {
    return JSON.stringify({ error: String(error) });
  }
}
