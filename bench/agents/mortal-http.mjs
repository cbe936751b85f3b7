// A service that says where it lives, is right nine times in ten, and does not go by itself.
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { json } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

writeFileSync(new URL(`${process.pid}.alive`, import.meta.url), "");
process.on("SIGTERM", () => {});

async function answer(request, response) {
  const { message, session } = await json(request);
  await sleep(10);
  const [id] = session.split("-").slice(-2, -1);
  const isWrong = Buffer.from(id).reduce((sum, byte) => sum + byte, 0) % 10 === 0;
  response.setHeader("content-type", "application/json");
  response.end(
    JSON.stringify({ reply: `The late fee is ${isWrong ? 7 : 5} USD. You asked: ${message}` }),
  );
}

createServer((request, response) => void answer(request, response)).listen(
  Number(process.env.PORT),
  "127.0.0.1",
);
