import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Reproduction } from "../../../src/core/plan/reproduction.ts";
import { tracegate } from "../../support/command-line.ts";
import { commitAll, git } from "../../support/git.ts";
import { agentModule, aShop, shopConfig } from "../../support/shop.ts";

/** A shop whose agent invented fees in its first commit and is honest since. */
function aMendedShop(): { readonly root: string; readonly broken: string } {
  const root = aShop("inventive", { ".gitignore": ".tracegate\nnode_modules\n" });
  git(root, "init", "--quiet");
  const broken = commitAll(root, "It invents fees");
  writeFileSync(join(root, "agent.mjs"), agentModule("honest"));
  commitAll(root, "It is honest");
  return { root, broken };
}

function worktreesOf(root: string): number {
  return git(root, "worktree", "list").split("\n").length;
}

describe("tracegate reproduce", () => {
  test("shows that a case fails on the commit that had the failure", async () => {
    const { root, broken } = aMendedShop();
    const argv = ["reproduce", "late-fee", "--ref", broken, "--quiet"];
    const { exitCode, stdout, stderr } = await tracegate(root, argv);
    const short = broken.slice(0, 7);
    expect(stdout.split("\n")[0]).toBe(`late-fee  failed 20 of 20 on ${short}`);
    expect(stdout).toContain("reproduced: 20/20 }");
    expect(stderr).toMatch(/Sessions of these runs: \.tracegate\/reproductions\/.*journal\.jsonl/);
    expect({ exitCode, worktrees: worktreesOf(root) }).toEqual({ exitCode: 0, worktrees: 1 });
  });

  test("takes the last commit where no other is named, not what is edited since", async () => {
    const { root } = aMendedShop();
    writeFileSync(join(root, "agent.mjs"), agentModule("inventive"));
    const { exitCode, stdout } = await tracegate(root, ["reproduce", "late-fee", "--quiet"]);
    expect(stdout).toMatch(/^late-fee {2}not reproduced: passed 20 of 20 on [0-9a-f]{7}\n/);
    expect(exitCode).toBe(1);
  });

  test("takes the case as it is edited now, which that commit does not know", async () => {
    const { root, broken } = aMendedShop();
    writeFileSync(
      join(root, "datasets/support/cases/early-fee.yaml"),
      `id: early-fee
status: proposed
conversation:
  - user: Is there an early fee?
expectations:
  - dimension: abstention
    evaluator: says-it-does-not-know@1
`,
    );
    const argv = ["reproduce", "early-fee", "--ref", broken, "--runs", "3", "--json", "--quiet"];
    const { exitCode, stdout } = await tracegate(root, argv);
    const reproduction: Reproduction = JSON.parse(stdout);
    expect(reproduction).toEqual({
      schema: "tracegate.reproduction/1",
      caseId: "early-fee",
      file: "datasets/support/cases/early-fee.yaml",
      ref: broken,
      commit: broken,
      standing: "reproduced",
      failed: 3,
      agentErrors: 0,
      errors: [],
      scored: 3,
      planned: 3,
      lost: {},
      provenance: { failedOn: broken.slice(0, 7), reproduced: "3/3" },
    });
    expect(exitCode).toBe(0);
  });

  test("configures the agent as its own commit does", async () => {
    const { root, broken } = aMendedShop();
    rmSync(join(root, "agent.mjs"));
    writeFileSync(join(root, "desk.mjs"), agentModule("honest"));
    writeFileSync(join(root, "tracegate.yaml"), shopConfig.replaceAll("agent.mjs", "desk.mjs"));
    commitAll(root, "The agent has another name");
    const argv = ["reproduce", "late-fee", "--runs", "2", "--quiet", "--ref"];
    expect((await tracegate(root, [...argv, broken])).stdout).toContain("failed 2 of 2");
    expect((await tracegate(root, [...argv, "HEAD"])).stdout).toContain("passed 2 of 2");
  });

  test("says so where that commit has no configuration that can be read", async () => {
    const { root } = aMendedShop();
    const config = shopConfig;
    writeFileSync(join(root, "tracegate.yaml"), "version: 7\n");
    commitAll(root, "From the future");
    writeFileSync(join(root, "tracegate.yaml"), config);
    const argv = ["reproduce", "late-fee", "--runs", "1", "--quiet"];
    const { stdout, stderr } = await tracegate(root, argv);
    expect(stdout).toContain("not reproduced: passed 1 of 1");
    expect(stderr).toContain("as the working tree configures it");
  });
});

describe("dependencies of an agent", () => {
  const needy = `import { answer } from "answers";
export const agent = async (message, ctx) => {
  await ctx.callTool("search_policies", {}, () => []);
  return answer;
};
`;

  function aNeedyShop(config = shopConfig): string {
    const root = aShop("honest", {
      ".gitignore": ".tracegate\nnode_modules\n",
      "agent.mjs": needy,
      "tracegate.yaml": config,
      "package-lock.json": "{}\n",
      "node_modules/answers/package.json": '{ "exports": "./index.mjs" }',
      "node_modules/answers/index.mjs": 'export const answer = "I don\'t know.";',
    });
    git(root, "init", "--quiet");
    commitAll(root, "An agent that needs a package");
    return root;
  }

  test("are those of the working tree, and a lock file that differs is told", async () => {
    const root = aNeedyShop();
    const argv = ["reproduce", "late-fee", "--runs", "2", "--quiet"];
    const same = await tracegate(root, argv);
    expect(same.stdout).toContain("passed 2 of 2");
    expect(same.stderr).not.toContain("warning");
    writeFileSync(join(root, "package-lock.json"), '{"a":1}\n');
    expect((await tracegate(root, argv)).stderr).toMatch(
      /warning: package-lock\.json of [0-9a-f]{7} differs from the working tree's, whose node_modules/,
    );
  });

  test("are made by `agent.setup`, in the checkout and with the named environment only", async () => {
    const script = `const { mkdirSync, writeFileSync, existsSync, rmSync } = require("node:fs");
rmSync("node_modules", { recursive: true, force: true });
mkdirSync("node_modules/answers", { recursive: true });
writeFileSync("node_modules/answers/package.json", '{ "exports": "./index.mjs" }');
writeFileSync("node_modules/answers/index.mjs",
  "export const answer = " + JSON.stringify(process.env.SECRET ?? "The fee is 30 crowns."));
`;
    const setup = `  setup: [node, -e, ${JSON.stringify(script)}]\n`;
    const root = aNeedyShop(shopConfig.replace("dataset:", `${setup}dataset:`));
    const env = { PATH: process.env["PATH"] ?? "", SECRET: "I don't know." };
    const argv = ["reproduce", "late-fee", "--runs", "2", "--quiet"];
    expect((await tracegate(root, argv, { env })).stdout).toContain("failed 2 of 2");
    // Those of the working tree were linked, and only the link is gone.
    expect(existsSync(join(root, "node_modules/answers/index.mjs"))).toBe(true);
  });

  test("that cannot be made end it with what the command said, and leave no worktree", async () => {
    const setup = `  setup: [node, -e, "console.error('no such package: answers'); process.exit(4)"]\n`;
    const root = aNeedyShop(shopConfig.replace("dataset:", `${setup}dataset:`));
    const env = { PATH: process.env["PATH"] ?? "" };
    const { exitCode, stderr } = await tracegate(root, ["reproduce", "late-fee"], { env });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("SETUP_FAILED");
    expect(stderr).toContain("it ended with 4. It said: no such package: answers");
    expect(worktreesOf(root)).toBe(1);
  });

  test("that are missing are no reproduction: the agent never ran", async () => {
    const root = aNeedyShop();
    rmSync(join(root, "node_modules"), { recursive: true });
    const { exitCode, stdout, stderr } = await tracegate(root, ["reproduce", "late-fee"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain("Cannot find package 'answers'");
    expect(worktreesOf(root)).toBe(1);
  });
});

describe("what cannot be reproduced says why, and leaves nothing behind", () => {
  test.each([
    [["no-such-case"], "CASE_UNKNOWN"],
    [["late-fee", "--ref", "no-such-branch"], "REF_UNKNOWN"],
    [["late-fee", "--ref", "--upload-pack=x"], "REF_UNKNOWN"],
    [["late-fee", "--config", "nowhere.yaml"], "PROJECT_INVALID"],
    [[], "missing required argument"],
    [["late-fee", "--runs", "0"], "Give a whole number"],
  ])("%j: %s", async (argv, expected) => {
    const { root } = aMendedShop();
    const { exitCode, stderr } = await tracegate(root, ["reproduce", ...argv]);
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining(expected),
    });
    expect(worktreesOf(root)).toBe(1);
    expect(existsSync(join(root, ".tracegate"))).toBe(false);
  });

  test("a project outside of git", async () => {
    const { exitCode, stderr } = await tracegate(aShop(), ["reproduce", "late-fee"]);
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("REPOSITORY_MISSING"),
    });
  });

  test("an interruption ends it and keeps what was run", async () => {
    const { root } = aMendedShop();
    writeFileSync(join(root, "agent.mjs"), agentModule("slow"));
    commitAll(root, "It takes its time");
    const argv = ["reproduce", "late-fee", "--concurrency", "1"];
    const { exitCode, stderr } = await tracegate(root, argv, { interruptAt: /\b[1-9]\/20 runs/ });
    expect(exitCode).toBe(130);
    expect(stderr).toMatch(/Interrupted after \d+ of 20 runs\.\n$/);
    expect(worktreesOf(root)).toBe(1);
    expect(readdirSync(join(root, ".tracegate"))).toEqual(["reproductions"]);
  });
});

test("a link in the worktree's place for dependencies is not followed into the working tree", async () => {
  const { root } = aMendedShop();
  mkdirSync(join(root, "elsewhere"));
  writeFileSync(join(root, "elsewhere/precious.txt"), "sun");
  symlinkSync(join(root, "elsewhere"), join(root, "node_modules"));
  await tracegate(root, ["reproduce", "late-fee", "--runs", "1", "--quiet"]);
  expect(existsSync(join(root, "elsewhere/precious.txt"))).toBe(true);
});
