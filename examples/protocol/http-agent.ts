// A support agent as an HTTP service: node http-agent.ts, then POST /chat {"message": "…"}.
import { createServer, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";

const fees = { standard: "3.50 EUR", express: "7.00 EUR" };

async function answer(request: IncomingMessage): Promise<object> {
  if (request.method === "GET") return {}; // /health: the service is ready
  const { message } = JSON.parse(await text(request));
  const plan = /express/i.test(message) ? "express" : "standard";
  const result = { fee: fees[plan] };
  const call = { name: "lookup_late_fee", arguments: { plan }, result };
  return { reply: `The late fee of the ${plan} plan is ${result.fee}.`, tool_calls: [call] };
}

createServer((request, response) => {
  response.setHeader("content-type", "application/json");
  void answer(request).then((sent) => response.end(JSON.stringify(sent)));
}).listen(Number(process.env["PORT"] ?? 8080), "127.0.0.1");
