// node judge-cold.mjs <port> <questions> <concurrency>: posts questions of the same length and waits for each answer.
import { Agent, request } from "node:http";

const [port, questions, concurrency] = process.argv.slice(2).map(Number);
const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
const messages = [{ role: "user", content: "x".repeat(2_000) }];
const body = JSON.stringify({ model: "judge-bench", messages });

function ask() {
  return new Promise((resolve, reject) => {
    const path = "/v1/chat/completions";
    const headers = { "content-type": "application/json" };
    const asking = request({ port, host: "127.0.0.1", method: "POST", path, agent, headers });
    asking.on("error", reject).on("response", (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => resolve(JSON.parse(text).choices[0].message.content));
    });
    asking.end(body);
  });
}

let next = 0;
let passed = 0;
await Promise.all(
  Array.from({ length: concurrency }, async () => {
    while (next < questions) {
      next += 1;
      if (JSON.parse(await ask()).verdict === "pass") passed += 1;
    }
  }),
);
agent.destroy();
process.stdout.write(`${passed} passed\n`);
