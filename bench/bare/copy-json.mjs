// Reads JSON and writes it again: what every rendering has to do at least.
import { readFileSync, writeFileSync } from "node:fs";

const [from, to] = process.argv.slice(2);
writeFileSync(to, JSON.stringify(JSON.parse(readFileSync(from, "utf8"))));
