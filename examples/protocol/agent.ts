// A support agent that speaks Tracegate's protocol on standard input and output.
import { createInterface } from "node:readline";

const fees: Record<string, string> = { standard: "3.50 EUR", express: "7.00 EUR" };

function send(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

for await (const line of createInterface({ input: process.stdin })) {
  const { type, session, message } = JSON.parse(line);
  if (type !== "turn") continue; // "session" opens one, "end" closes it: nothing to keep here
  const plan = /express/i.test(message) ? "express" : "standard";
  const fee = fees[plan];
  const result = { fee };
  send({ type: "tool_call", session, name: "lookup_late_fee", arguments: { plan }, result });
  send({ type: "reply", session, text: `The late fee of the ${plan} plan is ${fee}.` });
}
