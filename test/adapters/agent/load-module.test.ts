import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { anAgentProject } from "../../support/agent-project.ts";

const loader = join(import.meta.dirname, "../../../src/adapters/agent/load-module.ts");

/** The error of loading this file in plain Node; the test runner compiles what it imports itself. */
async function errorOf(file: string, code: string): Promise<string> {
  const root = await anAgentProject({
    [file]: code,
    "main.mjs": `
import { loadAgentModule } from ${JSON.stringify(loader)};
const owner = { strayed() {} };
await loadAgentModule(import.meta.dirname, ${JSON.stringify(file)}, { owner, timeoutMs: 5000 }).catch((error) => console.log(error.name + " " + error.code + " " + error.message));`,
  });
  const node = spawnSync(process.execPath, ["main.mjs"], { cwd: root, encoding: "utf8" });
  return node.stdout.trim() || node.stderr;
}

test.each([
  ["agent.mjs", "\n\nexport const agent = (message => 'hi';", "agent.mjs:3: SyntaxError: "],
  ["agent.ts", "\nexport const agent = (message: string => 'hi';", "agent.ts"],
  [
    "agent.ts",
    "enum Plan { standard }\nexport const agent = () => Plan.standard;",
    "agent.ts: Node cannot run it as it is: ",
  ],
  ["agent.tsx", "export const agent = () => <b/>;", "agent.tsx: Node cannot run it as it is: "],
  [
    "agent.mjs",
    "import 'no-such-package'; export const agent = () => 'hi';",
    "agent.mjs: it imports something that is not there: ",
  ],
])("%s that Node cannot load is named with its cause", async (file, code, message) => {
  expect(await errorOf(file, code)).toContain(`UserError AGENT_MODULE_BROKEN ${message}`);
});
