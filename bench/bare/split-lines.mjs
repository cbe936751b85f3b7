// node split-lines.mjs <file>: splits chunks into lines, parses each, and does nothing with it.
import { createReadStream } from "node:fs";

const [file] = process.argv.slice(2);
let documents = 0;
let parts = [];
for await (const chunk of createReadStream(file)) {
  let start = 0;
  for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
    parts.push(chunk.subarray(start, end));
    const line = parts.length === 1 ? parts[0] : Buffer.concat(parts);
    documents += JSON.parse(line.toString("utf8")).resourceSpans.length;
    parts = [];
    start = end + 1;
  }
  if (start < chunk.length) parts.push(chunk.subarray(start));
}
process.stdout.write(`${documents} documents\n`);
