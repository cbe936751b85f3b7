// A service that answers after 50 ms.
import { createServer } from "node:http";
import { json } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

async function answer(request, response) {
  const { message } = await json(request);
  await sleep(50);
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ reply: `The late fee is 5 USD. You asked: ${message}` }));
}

createServer((request, response) => void answer(request, response)).listen(
  Number(process.env.PORT),
  "127.0.0.1",
);
