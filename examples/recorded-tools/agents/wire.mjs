// An agent that knows nothing of Tracegate: a loop around the OpenAI SDK that runs its own tools. Its base URL
// comes from OPENAI_BASE_URL, as the SDK does it, and that is all that the recorder needs.
import { createInterface } from "node:readline";
import OpenAI from "openai";

const live = {
  search_policies: () => ({ documents: [{ id: "live" }] }),
  read_policy: () => "The late fee is 9.99 EUR.",
};

const text = { type: "string" };
const tools = [
  {
    type: "function",
    function: {
      name: "search_policies",
      parameters: { type: "object", properties: { query: text } },
    },
  },
  {
    type: "function",
    function: { name: "read_policy", parameters: { type: "object", properties: { id: text } } },
  },
];

async function reply(message) {
  const model = new OpenAI({ apiKey: process.env.OPENAI_API_KEY ?? "none" });
  const messages = [{ role: "user", content: message }];
  for (;;) {
    const { choices } = await model.chat.completions.create({
      model: "gpt-5-mini",
      messages,
      tools,
    });
    const [{ message: answer }] = choices;
    messages.push(answer);
    if (!answer.tool_calls) return answer.content;
    for (const {
      id,
      function: { name },
    } of answer.tool_calls) {
      messages.push({ role: "tool", tool_call_id: id, content: JSON.stringify(live[name]()) });
    }
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const { type, session, message } = JSON.parse(line);
  if (type !== "turn") continue;
  const answer = await reply(message);
  process.stdout.write(`${JSON.stringify({ type: "reply", session, text: answer })}\n`);
}
