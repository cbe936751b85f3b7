import { execFile } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { rolldown } from "rolldown";
import { expect, test } from "vitest";
import { lendLightFetch } from "../../scripts/lend-light-fetch.ts";

const root = resolve(import.meta.dirname, "../..");

/** Asks a judge on loopback one question; prints the answer, and whether Node loaded its `fetch`. */
const asking = `
const { createServer } = process.getBuiltinModule("node:http"); // An import would load it.
import { openAiJudge } from ${JSON.stringify(join(root, "src/adapters/llm/openai-judge.ts"))};
let asked = 0;
const server = createServer((request, response) => {
  asked += 1;
  request.resume().on("end", () => {
    response.writeHead(asked === 1 ? 503 : 200, { "content-type": "application/json", "retry-after-ms": "1" });
    const message = { role: "assistant", content: JSON.stringify({ key: request.headers.authorization }) };
    response.end(JSON.stringify({ model: "kind-1", choices: [{ index: 0, finish_reason: "stop", message }] }));
  });
});
server.listen(0, "127.0.0.1", async () => {
  const baseUrl = \`http://127.0.0.1:\${server.address().port}/v1\`;
  const judge = openAiJudge({ model: "m", baseUrl, apiKey: "k", apiKeyEnv: "K", timeoutMs: 30000, temperature: 0 });
  const answer = await judge.ask({ system: "s", user: "u", schema: {} }, new AbortController().signal);
  const loaded = process.moduleLoadList.includes("NativeModule internal/deps/undici/undici");
  console.log(JSON.stringify({ json: answer.json, asked, loaded }));
  process.exit();
});
`;

async function askBundled(plugins: ReturnType<typeof lendLightFetch>[]): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), "tracegate-lend-"));
  const input = join(folder, "ask.mjs");
  writeFileSync(input, asking);
  const bundle = await rolldown({
    input,
    cwd: root,
    platform: "node",
    tsconfig: join(root, "tsconfig.json"),
    resolve: { modules: [join(root, "node_modules")] },
    plugins,
  });
  await bundle.write({ dir: join(folder, "out"), format: "esm", entryFileNames: "[name].mjs" });
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, "out/ask.mjs")]);
  return JSON.parse(stdout);
}

test("a bundled judge asks, and asks again, without Node's fetch", async () => {
  const answered = { json: { key: "Bearer k" }, asked: 2 };
  expect(await askBundled([lendLightFetch(root)])).toEqual({ ...answered, loaded: false });
  expect(await askBundled([])).toEqual({ ...answered, loaded: true });
});
