// Speaks the agent protocol; answers at once.
import { createInterface } from "node:readline";

for await (const line of createInterface({ input: process.stdin })) {
  const { type, session, message } = JSON.parse(line);
  if (type !== "turn") continue;
  const text = `The late fee is 5 USD. You asked: ${message}`;
  process.stdout.write(`${JSON.stringify({ type: "reply", session, text })}\n`);
}
