// node pool.mjs <sessions> <concurrency>: waits for the slow agent, so many sessions at a time.
import { agent } from "../agents/after-50-ms.mjs";

const [sessions, concurrency] = process.argv.slice(2).map(Number);
let next = 0;
let passed = 0;
await Promise.all(
  Array.from({ length: concurrency }, async () => {
    while (next < sessions) {
      next += 1;
      const reply = await agent("What is the late fee?");
      if (reply.includes("5 USD")) passed += 1;
    }
  }),
);
process.stdout.write(`${passed} passed\n`);
