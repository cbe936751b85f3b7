// node http.mjs <sessions> <concurrency>: starts the service, and posts so many messages at a time.
import { spawn } from "node:child_process";
import { Agent, request } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

const [sessions, concurrency] = process.argv.slice(2).map(Number);
const port = 20_000 + Math.floor(Math.random() * 20_000);
const service = new URL("../agents/http-after-50-ms.mjs", import.meta.url).pathname;
const child = spawn(process.execPath, [service], {
  env: { ...process.env, PORT: String(port) },
  stdio: "inherit",
});
const agent = new Agent({ keepAlive: true });
let next = 0;
let passed = 0;

function ask(message) {
  return new Promise((resolve, reject) => {
    const sent = request({ port, agent, method: "POST" }, (response) => resolve(text(response)));
    sent.on("error", reject);
    sent.end(JSON.stringify({ message }));
  });
}

while ((await ask("Ready?").catch(() => undefined)) === undefined) await sleep(10);
await Promise.all(
  Array.from({ length: concurrency }, async () => {
    while (next < sessions) {
      next += 1;
      if ((await ask("What is the late fee?")).includes("5 USD")) passed += 1;
    }
  }),
);
agent.destroy();
child.kill();
process.stdout.write(`${passed} passed\n`);
