import { OpenAIAgentsInstrumentation } from "@arizeai/openinference-instrumentation-openai-agents";
import * as agents from "@openai/agents";
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
if (telemetry === undefined) agents.setTracingDisabled(true);
else new OpenAIAgentsInstrumentation().manuallyInstrument(agents);
agents.setOpenAIAPI("chat_completions");

const agent = new agents.Agent({
  name: "Support",
  instructions,
  model: "gpt-5-mini",
  tools: [
    agents.tool({
      name: "lookup_order",
      description: lookUpOrderDescription,
      parameters: z.object({ order_id: z.string() }),
      execute: ({ order_id: id }) => JSON.stringify(lookUpOrder(id)),
    }),
    agents.tool({
      name: "search_policies",
      description: searchPoliciesDescription,
      parameters: z.object({ query: z.string() }),
      execute: ({ query }) => JSON.stringify(searchPolicies(query)),
    }),
  ],
});

let history: agents.AgentInputItem[] = [];
for (const question of questions) {
  const result = await agents.run(agent, [...history, agents.user(question)]);
  ({ history } = result);
  process.stdout.write(`${result.finalOutput}\n`);
}
await agents.getGlobalTraceProvider().forceFlush();
await telemetry?.shutdown();
