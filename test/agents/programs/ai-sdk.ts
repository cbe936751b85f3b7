import { createOpenAI } from "@ai-sdk/openai";
import { OpenTelemetry } from "@ai-sdk/otel";
import { generateText, isStepCount, type ModelMessage, registerTelemetry, tool } from "ai";
import { z } from "zod";
import {
  instructions,
  lookUpOrder,
  lookUpOrderDescription,
  questions,
  searchPolicies,
  searchPoliciesDescription,
} from "./shop.ts";
import { startTelemetry } from "./telemetry.ts";

const telemetry = startTelemetry();
if (telemetry !== undefined) registerTelemetry(new OpenTelemetry());

const model = createOpenAI().chat("gpt-5-mini");
const tools = {
  lookup_order: tool({
    description: lookUpOrderDescription,
    inputSchema: z.object({ order_id: z.string() }),
    execute: ({ order_id: id }) => lookUpOrder(id),
  }),
  search_policies: tool({
    description: searchPoliciesDescription,
    inputSchema: z.object({ query: z.string() }),
    execute: ({ query }) => searchPolicies(query),
  }),
};

const messages: ModelMessage[] = [];
for (const question of questions) {
  messages.push({ role: "user", content: question });
  const { text, response } = await generateText({
    model,
    tools,
    instructions,
    messages,
    stopWhen: isStepCount(5),
  });
  messages.push(...response.messages);
  process.stdout.write(`${text}\n`);
}
await telemetry?.shutdown();
