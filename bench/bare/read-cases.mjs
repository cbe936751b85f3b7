// node read-cases.mjs <folder>: reads every case file; parses and checks nothing.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [folder] = process.argv.slice(2);
const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
process.stdout.write(`${texts.length} files\n`);
