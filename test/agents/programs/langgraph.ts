import { LangChainInstrumentation } from "@arizeai/openinference-instrumentation-langchain";
import * as callbacks from "@langchain/core/callbacks/manager";
import { type BaseMessage, HumanMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { createReactAgent } from "@langchain/langgraph/prebuilt";
import { ChatOpenAI } from "@langchain/openai";
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
if (telemetry !== undefined) new LangChainInstrumentation().manuallyInstrument(callbacks);

const agent = createReactAgent({
  llm: new ChatOpenAI({ model: "gpt-5-mini" }),
  prompt: instructions,
  tools: [
    tool(({ order_id: id }: { order_id: string }) => JSON.stringify(lookUpOrder(id)), {
      name: "lookup_order",
      description: lookUpOrderDescription,
      schema: z.object({ order_id: z.string() }),
    }),
    tool(({ query }: { query: string }) => JSON.stringify(searchPolicies(query)), {
      name: "search_policies",
      description: searchPoliciesDescription,
      schema: z.object({ query: z.string() }),
    }),
  ],
});

let messages: BaseMessage[] = [];
for (const question of questions) {
  ({ messages } = await agent.invoke({ messages: [...messages, new HumanMessage(question)] }));
  process.stdout.write(`${messages.at(-1)?.text}\n`);
}
await telemetry?.shutdown();
