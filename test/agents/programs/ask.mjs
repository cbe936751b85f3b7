// Asks the model each line of its standard input, each as a conversation of its own, and prints what it says.
import { text } from "node:stream/consumers";

const questions = (await text(process.stdin)).split("\n").filter((line) => line !== "");
for (const content of questions) {
  const response = await fetch(`${process.env.OPENAI_BASE_URL}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ model: "gpt-5-mini", messages: [{ role: "user", content }] }),
  });
  const { choices } = await response.json();
  process.stdout.write(`${choices[0].message.content}\n`);
}
process.exitCode = Number(process.env.LEAVE_WITH ?? 0);
