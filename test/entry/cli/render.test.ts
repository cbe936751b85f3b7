import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { tracegate } from "../../support/command-line.ts";
import { nodesNamed, parseJunit } from "../../support/junit.ts";
import { agentModule, aShop, type ShopAgent } from "../../support/shop.ts";

async function aRunShop(agent: ShopAgent, out = "results"): Promise<string> {
  const root = aShop(agent);
  await tracegate(root, ["run", "--quiet", "--page", "--out", out]);
  return root;
}

const read = (root: string, path: string): string => readFileSync(join(root, path), "utf8");

/** A page as a person without scripts sees it. */
const summaryOf = (html: string): string => /<noscript><p>([^<]*)/.exec(html)?.[1] ?? "";

describe("a run", () => {
  test("leaves its report, JUnit XML and badge beside the decision, and all say the same", async () => {
    const root = await aRunShop("inventive");
    expect(readdirSync(join(root, "results")).toSorted()).toEqual([
      "badge.json",
      "comment.md",
      "decision.json",
      "experiment.json",
      "journal.jsonl",
      "junit.xml",
      "report.html",
    ]);
    expect(JSON.parse(read(root, "results/decision.json"))).toMatchObject({ kind: "fail" });
    expect(JSON.parse(read(root, "results/badge.json"))).toMatchObject({ color: "red" });
    expect(summaryOf(read(root, "results/report.html"))).toBe(
      "Merge blocked: abstention is below its floor",
    );
    const [failure] = nodesNamed(parseJunit(read(root, "results/junit.xml")), "failure");
    expect(failure?.attributes["message"]).toBe("Merge blocked: abstention is below its floor");
  });

  test("of chosen cases decides nothing, and leaves none of them", async () => {
    const root = aShop("honest");
    await tracegate(root, ["run", "--quiet", "--out", "results", "--case", "late-fee"]);
    expect(existsSync(join(root, "results/report.html"))).toBe(false);
  });

  test("that is decided again has them written again", async () => {
    const root = await aRunShop("wavering");
    expect(JSON.parse(read(root, "results/badge.json"))).toMatchObject({ color: "orange" });
    const config = read(root, "tracegate.yaml").replace("floor: 0.9", "floor: 0.7");
    writeFileSync(join(root, "tracegate.yaml"), config);
    await tracegate(root, ["gate", "--results", "results"]);
    expect(JSON.parse(read(root, "results/badge.json"))).toMatchObject({ color: "brightgreen" });
    expect(summaryOf(read(root, "results/report.html"))).toMatch(/^Nothing to fix/);
  });
});

describe("tracegate render", () => {
  test("writes the forms that are asked for, says where, and is no gate", async () => {
    const root = await aRunShop("inventive");
    const args = [
      "--html",
      "a.html",
      "--junit",
      "out/j.xml",
      "--badge",
      "b.json",
      "--markdown",
      "c.md",
      "--json",
      "d.json",
    ];
    const { exitCode, stdout, stderr } = await tracegate(root, ["render", "results", ...args]);
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 0,
      stdout: "a.html\nout/j.xml\nb.json\nc.md\nd.json\n",
      stderr: "",
    });
    expect(read(root, "c.md")).toBe(read(root, "results/comment.md"));
    expect(JSON.parse(read(root, "d.json"))).toEqual(
      JSON.parse(read(root, "results/decision.json")),
    );
    expect(read(root, "out/j.xml")).toBe(read(root, "results/junit.xml"));
    expect(read(root, "b.json")).toBe(read(root, "results/badge.json"));
    expect(summaryOf(read(root, "a.html"))).toMatch(/^Merge blocked/);
  });

  test("writes beside the results where nothing is asked for", async () => {
    const root = await aRunShop("honest");
    for (const name of ["report.html", "junit.xml", "badge.json"])
      rmSync(join(root, "results", name));
    const { stdout } = await tracegate(root, ["render", "results"]);
    expect(stdout).toBe("results/report.html\nresults/junit.xml\nresults/badge.json\n");
  });

  test("lays results beside those of a baseline, and is decided against them", async () => {
    const root = await aRunShop("honest", "before");
    writeFileSync(join(root, "agent.mjs"), agentModule("inventive"));
    await tracegate(root, ["run", "--quiet", "--out", "after"]);
    const { exitCode, stderr } = await tracegate(root, [
      "render",
      "after",
      "--baseline",
      "before",
      "--history",
      "before",
      "before",
      "--json",
      "d.json",
      "--html",
      "r.html",
    ]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(JSON.parse(read(root, "d.json"))).toMatchObject({ comparison: { kind: "compared" } });
  });

  test("renders results of another agent than the one of now: it is no gate", async () => {
    const root = await aRunShop("honest");
    writeFileSync(join(root, "agent.mjs"), agentModule("inventive"));
    const { exitCode } = await tracegate(root, ["render", "results", "--badge", "b.json"]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(read(root, "b.json"))).toMatchObject({ color: "brightgreen" });
  });

  test("on CI opens nothing, and says so", async () => {
    const root = await aRunShop("honest");
    const { exitCode, stdout, stderr } = await tracegate(root, ["render", "results", "--open"], {
      env: { CI: "true" },
    });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "On CI no browser is opened.\n" });
    expect(stdout).toContain("results/report.html\n");
  });

  test.each([
    ["a folder that is not there", ["nowhere"], /There is no folder .*nowhere/],
    [
      "a baseline that is not there",
      ["results", "--baseline", "nowhere"],
      /There is no folder .*nowhere/,
    ],
    ["a folder without an experiment", ["empty"], /holds no experiment\.json/],
    [
      "a history without an experiment",
      ["results", "--history", "empty"],
      /holds no experiment\.json/,
    ],
    ["another configuration", ["results", "--config", "none.yaml"], /none\.yaml/],
  ])("refuses %s", async (_, args, words) => {
    const root = await aRunShop("honest");
    mkdirSync(join(root, "empty"));
    const { exitCode, stdout, stderr } = await tracegate(root, ["render", ...args]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(words);
  });

  test("writes through no link", async () => {
    const root = await aRunShop("honest");
    writeFileSync(join(root, "victim.txt"), "mine");
    symlinkSync(join(root, "victim.txt"), join(root, "r.html"));
    const { exitCode } = await tracegate(root, ["render", "results", "--html", "r.html"]);
    expect(exitCode).toBe(2);
    expect(read(root, "victim.txt")).toBe("mine");
  });

  test("a journal that cannot be read is an error, and none is a page without sessions", async () => {
    const root = await aRunShop("honest");
    rmSync(join(root, "results/journal.jsonl"));
    expect((await tracegate(root, ["render", "results", "--html", "a.html"])).exitCode).toBe(0);
    symlinkSync("/dev/zero", join(root, "results/journal.jsonl"));
    const { exitCode, stderr } = await tracegate(root, ["render", "results", "--html", "a.html"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("is no file");
  });
});

describe("tracegate view", () => {
  test("makes a page of a run, of sessions and of a run's folder", async () => {
    const root = await aRunShop("inventive");
    const view = async (...args: string[]): Promise<string> => {
      const { exitCode, stdout, stderr } = await tracegate(root, [
        "view",
        ...args,
        "--html",
        "v.html",
      ]);
      expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: "v.html\n", stderr: "" });
      return summaryOf(read(root, "v.html"));
    };
    expect(await view("--run", "late-fee.3", "--results", "results")).toBe("1 session");
    expect(await view("results/journal.jsonl")).toBe("40 sessions");
    expect(await view("results/journal.jsonl", "--session", "late-fee.2")).toBe("1 session");
    expect(await view("results")).toBe("Merge blocked: abstention is below its floor");
  });

  test("makes a page of a triage", async () => {
    const root = await aRunShop("inventive");
    await tracegate(root, ["triage", "results/journal.jsonl", "--out", "triage.json"]);
    const { exitCode } = await tracegate(root, ["view", "triage.json", "--html", "t.html"]);
    expect(exitCode).toBe(0);
    expect(read(root, "t.html")).toContain("<title>Tracegate · triage</title>");
  });

  test.each([
    [["--run", "late-fee.99", "--results", "results"], /holds no run late-fee\.99/],
    [["results/journal.jsonl", "--session", "nobody"], /holds no session of the id nobody/],
    [["tracegate.yaml"], /tracegate\.yaml/],
    [[], /Either a file or `--run`/],
  ])("refuses a page of %j", async (args, words) => {
    const root = await aRunShop("honest");
    const { exitCode, stderr } = await tracegate(root, ["view", ...args, "--html", "v.html"]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(words);
    expect(existsSync(join(root, "v.html"))).toBe(false);
  });
});
