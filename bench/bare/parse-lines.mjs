// node parse-lines.mjs <file>: parses every line and does nothing with it.
import { readFileSync } from "node:fs";

const [file] = process.argv.slice(2);
const values = readFileSync(file, "utf8")
  .split("\n")
  .map((line) => JSON.parse(line));
process.stdout.write(`${values.length} sessions\n`);
