// node import-afresh.mjs <cli> <file> <out>: the command line's import, into a folder that is not there yet.
import { existsSync, renameSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [node, , cli, file, out] = process.argv;
// Sessions that are there are compared and not written again. To delete thousands of files would be measured, too.
if (existsSync(out)) renameSync(out, `${out}-${process.pid}`);
process.argv = [node, cli, "import", file, "--out", out];
await import(pathToFileURL(cli).href);
