import { describe, expect, test } from "vitest";
import { resultsWorkspace, shopExperiment } from "../../support/action/results.ts";
import { shopFiles, shopRepository } from "../../support/action/shop-repository.ts";
import { aCaseResult, anExperiment, checked } from "../../support/gated-experiment.ts";
import { giftShop } from "../../support/project-dir.ts";
import type { ActionCommand } from "../../support/runner/commands.ts";
import { runtimeToken } from "../../support/runner/environment.ts";
import { pullRequestEvent } from "../../support/runner/events.ts";
import type { ActionResult } from "../../support/runner/run-action.ts";
import { shopConfig } from "../../support/shop.ts";

/** Everything that a runner might take for a command, at the start of a line or in it. */
const commands = [
  "::error::obeyed",
  "  ::warning file=a.ts,line=1::obeyed",
  "\t::notice::obeyed",
  "::add-mask::Merge blocked",
  "::set-output name=decision::pass",
  "::save-state name=a::b",
  "::set-env name=PATH::/evil",
  "::add-path::/evil",
  "::stop-commands::ffffffffffffffffffffffffffffffff",
  "::echo::on",
  "::debug::obeyed",
  "::group::obeyed",
  "the agent said ##[warning]obeyed",
  "##[add-mask]Merge blocked",
  "##[set-output name=decision]pass",
  "half a line\r::error::obeyed",
  "\u001b[31m::error::obeyed\u001b[0m",
  "\u001b[2K::error::obeyed",
  "\u200b::error::obeyed",
  "\ufeff::error::obeyed",
  "\u2028::error::obeyed",
  "\v::error::obeyed",
  "\f::error::obeyed",
  "\0::error::obeyed",
  "##\u200b[error]obeyed",
  "#\u0000#[error]obeyed",
  ":\u0000:error::obeyed",
  "::00000000000000000000000000000000::",
  "::pause-logging::",
];
const shout = JSON.stringify(`${commands.join("\n")}\n`);
const shouted = commands.join(" ");

/** What we say ourselves: quotes, the decision and what it is about. */
function isOurs({ name, properties }: ActionCommand): boolean {
  const { title = "", file, line } = properties;
  const keys = Object.keys(properties).length;
  const isPlaced = keys === 1 || (keys === 3 && file !== undefined && line === "1");
  return ["error", "warning", "notice"].includes(name) && title.startsWith("Tracegate") && isPlaced;
}

function expectOnlyOurs({ commands: obeyed, masks, env, path, state, log }: ActionResult): void {
  const stops = obeyed.filter(({ name }) => name === "stop-commands");
  const words = stops.map(({ data }) => data);
  expect(obeyed.filter((one) => !stops.includes(one) && !isOurs(one))).toEqual([]);
  expect(words.length).toBeGreaterThan(0);
  expect(words.filter((word) => !/^[0-9a-f]{32}$/.test(word))).toEqual([]);
  expect(new Set(words).size).toBe(words.length);
  expect(masks).toEqual([masks[0], runtimeToken, ...words]);
  expect({ env, path, state }).toEqual({ env: {}, path: [], state: {} });
  expect(log).not.toContain("\u001b");
}

async function runShouting(change: Readonly<Record<string, string>>): Promise<ActionResult> {
  const shop = await shopRepository({
    files: { ...shopFiles(), "tracegate.yaml": change["tracegate.yaml"] ?? shopConfig },
  });
  const pull = await shop.pull(change);
  const event = await pullRequestEvent(shop.github, pull);
  return shop.step({ event, cwd: shop.checkout(change) });
}

describe("no agent commands the runner", () => {
  test("a module that prints on both streams, at every moment, by every way", async () => {
    const result = await runShouting({
      "agent.mjs": `import { execFileSync, spawn } from "node:child_process";
import { writeSync } from "node:fs";
const shout = ${shout};
const env = { SHOUT: shout.replaceAll("\\0", ""), PATH: process.env.PATH };
const everywhere = () => {
  process.stdout.write(shout);
  process.stderr.write(shout);
  writeSync(1, shout);
  writeSync(2, shout);
};
everywhere();
console.error(shout);
setInterval(everywhere, 1);
process.on("exit", everywhere);
process.on("SIGTERM", everywhere);
execFileSync("sh", ["-c", 'printf "%s" "$SHOUT"; printf "%s" "$SHOUT" >&2'], { stdio: "inherit", env });
spawn("sh", ["-c", 'while true; do printf "%s" "$SHOUT"; done'], { stdio: "inherit", env });
export const agent = () => shout;
`,
    });
    expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "fail" } });
    expectOnlyOurs(result);
  });

  test("a module that ends its last line nowhere", async () => {
    const result = await runShouting({
      "agent.mjs": `process.stdout.write("no end");
export const agent = () => { process.stdout.write("no end"); return "::error::no"; };
process.on("exit", () => process.stdout.write("no end"));
`,
    });
    expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "fail" } });
    expectOnlyOurs(result);
    expect(result.annotations[0]?.message).toMatch(/^Merge blocked/);
  });

  test("a process, by its standard error, its replies and the reason of its end", async () => {
    const config = shopConfig.replace(
      /runner: module\n {2}module: agent\.mjs/,
      `runner: process\n  command: [${JSON.stringify(process.execPath)}, agent.mjs]\n  sessions: many`,
    );
    const result = await runShouting({
      "tracegate.yaml": config,
      "agent.mjs": `import { createInterface } from "node:readline";
const shout = ${shout};
process.stderr.write(shout);
let turns = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const { type, session } = JSON.parse(line);
  if (type !== "turn") continue;
  process.stderr.write(shout);
  if (++turns % 3 === 0) process.exit(1);
  if (turns % 3 === 1) console.log(JSON.stringify({ type: "error", session, message: shout }));
  else console.log(JSON.stringify({ type: "reply", session, text: shout }));
}
`,
    });
    expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "fail" } });
    expectOnlyOurs(result);
  });

  test("an agent that throws it, before and while it is asked", async () => {
    const thrown = await runShouting({
      "agent.mjs": `const shout = ${shout};\nexport const agent = () => { throw new Error(shout); };\n`,
    });
    expect(thrown).toMatchObject({ exitCode: 1, outputs: { decision: "fail" } });
    expectOnlyOurs(thrown);
    const atImport = await runShouting({ "agent.mjs": `throw new Error(${shout});\n` });
    expect(atImport).toMatchObject({ exitCode: 1, outputs: { decision: "undetermined" } });
    expectOnlyOurs(atImport);
  });

  test("a flood is cut, and the decision stands", { timeout: 60_000 }, async () => {
    const result = await runShouting({
      "agent.mjs": `process.stdout.write("x".repeat(30_000_000));
process.stdout.write("::error::obeyed\\n".repeat(1_000_000));
export const agent = () => "The late fee is 30 crowns.";
`,
    });
    expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "fail" } });
    expectOnlyOurs(result);
    expect(result.log.length).toBeLessThan(9_000_000);
    expect(result.log).toContain("what more was printed is left out");
  });
});

describe("no file of a pull request commands the runner", () => {
  test("titles of cases and problems with their text", async () => {
    const lateFee = "datasets/support/cases/late-fee.yaml";
    const yaml = JSON.stringify(shouted.slice(0, 150));
    const titled = giftShop[lateFee].replace(/title: .*/, `title: ${yaml}`);
    const result = await runShouting({
      [lateFee]: titled,
      "agent.mjs": 'export const agent = () => "no";\n',
    });
    expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "fail" } });
    expectOnlyOurs(result);
    const broken = await runShouting({
      [lateFee]: giftShop[lateFee].replace(/evaluator: s/, `evaluator: ${yaml} #`),
      "datasets/support/cases/::error::.yaml": shouted,
      "agent.mjs": 'export const agent = () => "no";\n',
    });
    expect(broken).toMatchObject({ exitCode: 1, outputs: { decision: "undetermined" } });
    expectOnlyOurs(broken);
  });
});

test("no result file commands the runner", async () => {
  const shop = await shopRepository();
  const pull = await shop.pull({ "agent.mjs": "x" });
  const failures = [
    {
      runIndex: 0,
      dimension: "abstention",
      evaluator: shouted,
      explanation: commands.join("\n"),
      runs: 20,
      evidence: [{ what: commands.join("\n"), quote: true }],
    },
  ];
  const subject = {
    ...shopExperiment().subject,
    dataset: { name: shouted, digest: `sha256:${"1".repeat(64)}` },
    commit: shouted,
  };
  const hostile = anExperiment(
    [
      aCaseResult({
        id: "late-fee",
        title: commands.join("\n"),
        file: "::error::,line=7\n::error::obeyed",
        dimensions: { abstention: checked({ failed: 20 }), "tool-use": checked({ failed: 20 }) },
        errors: [{ outcome: "completed", reason: commands.join("\n"), runs: 3 }],
        failures,
      }),
    ],
    { subject },
  );
  const event = await pullRequestEvent(shop.github, pull);
  const cwd = resultsWorkspace({ headSha: pull.head.sha }, hostile);
  const result = await shop.step({ event, cwd, inputs: { mode: "gate" } });
  expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "fail" } });
  expectOnlyOurs(result);
});
