// Starts the provider and then the client: alone, or with `tracegate record` around it where a folder for its sessions
// and the CLI are named.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const [file, out, cli] = process.argv.slice(2);
const here = import.meta.dirname;
const provider = spawn(process.execPath, [join(here, "provider.mjs")], {
  stdio: ["ignore", "pipe", "inherit"],
});
const [port] = await once(provider.stdout.setEncoding("utf8"), "data");
const client = [process.execPath, join(here, "client.mjs"), file];
const [program, ...args] =
  cli === undefined ? client : [process.execPath, cli, "record", "--out", out, "--", ...client];
const child = spawn(program, args, {
  stdio: ["ignore", "ignore", "inherit"],
  env: { ...process.env, OPENAI_BASE_URL: `http://127.0.0.1:${port.trim()}/v1` },
});
const [code] = await once(child, "exit");
provider.kill();
process.exitCode = code;
