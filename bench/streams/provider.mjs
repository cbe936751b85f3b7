// A model that thinks for 20 ms and then says 20 words, one every 30 ms, each with the time at which it was said.
// Prints its port.
import { createServer } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

const words = Array.from({ length: 20 }, (_, index) => `word${index} `);

async function answer(request, response) {
  request.resume();
  await pause(20);
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const content of words) {
    const said = performance.timeOrigin + performance.now();
    const chunk = { id: "c", model: "m", said, choices: [{ index: 0, delta: { content } }] };
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
    await pause(30);
  }
  response.end("data: [DONE]\n\n");
}

const server = createServer((request, response) => void answer(request, response));
server.listen(0, "127.0.0.1", () => process.stdout.write(`${server.address().port}\n`));
