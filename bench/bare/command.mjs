// node command.mjs <sessions> <one|many> [shell]: a child for all sessions, or a child each, two at a time.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

const [sessions, kind, language] = [Number(process.argv[2]), ...process.argv.slice(3)];
const [program, file] =
  language === "shell" ? ["sh", "shell.sh"] : [process.execPath, "command.mjs"];
const command = new URL(`../agents/${file}`, import.meta.url).pathname;
let next = 0;
let passed = 0;

async function hold(count) {
  const child = spawn(program, [command], { stdio: ["pipe", "pipe", "inherit"] });
  const replies = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  for (let index = 0; index < count; index++) {
    const turn = { type: "turn", session: `${index}`, turn: 1, message: "What is the late fee?" };
    child.stdin.write(`${JSON.stringify(turn)}\n`);
    const { value } = await replies.next();
    if (JSON.parse(value).text.includes("5 USD")) passed += 1;
  }
  child.stdin.end();
  await new Promise((resolve) => child.on("close", resolve));
}

if (kind === "many") {
  await hold(sessions);
} else {
  await Promise.all(
    [1, 2].map(async () => {
      while (next < sessions) {
        next += 1;
        await hold(1);
      }
    }),
  );
}
process.stdout.write(`${passed} passed\n`);
