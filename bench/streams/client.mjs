// 64 streams at once, 6 calls one after another each: adds to a file how late each piece came after it was said, and
// how long whole calls took. The first call of a stream warms up: its connection is opened.
import { appendFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

const streams = 64;
const callsEach = 6;
const [file] = process.argv.slice(2);
const url = `${process.env.OPENAI_BASE_URL}/chat/completions`;
const agent = new Agent({ keepAlive: true, maxSockets: streams });
const late = { firstPiece: [], piece: [], whole: [] };

function call(id, isCounted) {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    let isFirst = true;
    const asked = request(url, { method: "POST", agent }, (response) => {
      response.setEncoding("utf8").on("data", (text) => {
        const now = performance.timeOrigin + performance.now();
        for (const [, said] of text.matchAll(/"said":([\d.]+)/g)) {
          if (isCounted && isFirst) late.firstPiece.push(now - Number(said));
          if (isCounted) late.piece.push(now - Number(said));
          isFirst = false;
        }
      });
      response.on("end", () => {
        if (isCounted) late.whole.push(performance.now() - began);
        resolve();
      });
      response.on("error", reject);
    });
    asked.on("error", reject);
    const messages = [{ role: "user", content: `${id} ${"late fee ".repeat(500)}` }];
    asked.end(JSON.stringify({ model: "m", stream: true, messages }));
  });
}

async function stream(number) {
  await pause(number * 10);
  for (let count = 0; count < callsEach; count++) await call(`${number}.${count}`, count > 0);
}

function shares(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    p50: sorted[Math.floor(0.5 * sorted.length)],
    p95: sorted[Math.floor(0.95 * sorted.length)],
  };
}

await Promise.all(Array.from({ length: streams }, (_, number) => stream(number)));
agent.destroy();
const told = Object.entries(late).map(([name, values]) => [name, shares(values)]);
appendFileSync(file, `${JSON.stringify(Object.fromEntries(told))}\n`);
