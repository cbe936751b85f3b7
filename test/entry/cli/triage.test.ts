import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { parseTriage, type Triage } from "../../../src/core/cluster/triage-file.ts";
import { parseIssueForm } from "../../../src/core/intake/parse-issue-form.ts";
import type { Session } from "../../../src/core/trace/session.ts";
import { tracegate } from "../../support/command-line.ts";
import { startGitHub } from "../../support/github/start-github.ts";
import { called, failedCall, oneTurn, thought } from "../../support/sessions.ts";
import { aShop } from "../../support/shop.ts";

/** Sessions of a shop: claims after empty searches, failed refunds that are passed over, and some that went well. */
function production(): readonly Session[] {
  const names = "ada ben cleo dora emil fay gus hana ivo jil".split(" ");
  const claims = names.map((name, n): Session => {
    const reply = `The late fee is ${n + 31} crowns.`;
    const steps = [called("search_policies", { query: "late fee" }, []), thought(reply)];
    const session = oneTurn(
      `I am ${name}. What is the late fee? Mail ${name}@example.com.`,
      steps,
      reply,
    );
    return {
      ...session,
      id: `claim-${name}`,
      turns: session.turns.map((turn) => ({ ...turn, startedAtMs: Date.UTC(2026, 10, 10 + n) })),
    };
  });
  const refunds = names.map((name, n): Session => {
    const refund = failedCall("issue_refund", { order: `W44710${n}` }, "no such order");
    const session = oneTurn(
      `Refund order W44710${n}, says ${name}.`,
      [refund, refund, refund],
      "All is refunded.",
    );
    return { ...session, id: `refund-${name}`, reward: 0 };
  });
  const fine = names.map(
    (name): Session => ({ ...oneTurn(`Hello from ${name}`, [], "Hi!"), id: `fine-${name}` }),
  );
  return [...claims, ...refunds, ...fine];
}

function aFolder(sessions: readonly Session[] = production()): string {
  const folder = mkdtempSync(join(tmpdir(), "triage-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(
    join(folder, "day.jsonl"),
    sessions.map((one) => `${JSON.stringify(one)}\n`).join(""),
  );
  return folder;
}

function triageIn(folder: string): Triage {
  const path = join(folder, ".tracegate/triage.json");
  return parseTriage(readFileSync(path, "utf8"), path);
}

describe("tracegate triage", () => {
  test("prints the queue with the first bad step and the failure mode of each cluster, and writes it", async () => {
    const folder = aFolder();
    const { exitCode, stdout } = await tracegate(folder, ["triage", "day.jsonl"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("20 of 30 sessions failed, in 2 clusters");
    expect(stdout).toContain(
      "first bad step: turn 1, step 1, a claim after an empty search (exact-fact)",
    );
    expect(stdout).toMatch(/tool-use 10\/10/);
    const { queue, failures, examples } = triageIn(folder);
    expect(queue.map(({ sessions }) => sessions.length)).toEqual([10, 10]);
    expect(failures).toHaveLength(20);
    expect(failures.every(({ x, y, file }) => x >= 0 && y <= 1 && file === "day.jsonl")).toBe(true);
    expect(examples.map(({ id }) => id)).toEqual(queue.map(({ representative }) => representative));
    expect(readFileSync(join(folder, ".tracegate/.gitignore"), "utf8")).toBe("/triage.json\n");
  });

  test("redacts what it writes of the sessions", async () => {
    const folder = aFolder();
    await tracegate(folder, ["triage", "day.jsonl"]);
    expect(JSON.stringify(triageIn(folder).examples)).not.toMatch(/(?:ada|ben|cleo)@example/);
  });

  test("shows only clusters with the failure mode that is asked for", async () => {
    const { stdout } = await tracegate(aFolder(), [
      "triage",
      "day.jsonl",
      "--mode",
      "state-corruption",
    ]);
    expect(stdout.split("\n").slice(0, 4)).toEqual([
      "20 of 30 sessions failed, in 2 clusters, of which none shows state-corruption.",
      "Recognised were:",
      expect.stringMatching(/^ {2}tool-use: \d+ sessions in [12] clusters?$/),
      "",
    ]);
    expect(stdout).not.toContain("most urgent");
    expect(stdout).not.toContain("representative:");
  });

  test("shows those that have it, the most urgent first", async () => {
    const argv = ["triage", "day.jsonl", "--mode", "tool-use"];
    const { stdout } = await tracegate(aFolder(), argv);
    expect(stdout).toContain("The most urgent first:");
    expect(stdout).toContain("representative:");
  });

  test("keeps names from day to day, and says what grew and what is gone", async () => {
    const folder = aFolder();
    await tracegate(folder, ["triage", "day.jsonl", "--out", "monday.json"]);
    const monday = parseTriage(readFileSync(join(folder, "monday.json"), "utf8"), "");
    const day = ["triage", "day.jsonl", "--against", "monday.json"];
    const { stdout } = await tracegate(folder, day);
    expect(stdout).not.toContain("· new");
    expect(triageIn(folder).queue.map(({ id }) => id)).toEqual(monday.queue.map(({ id }) => id));
  });

  test("leaves out sessions before a day, and counts those without a time", async () => {
    const { stderr, stdout } = await tracegate(aFolder(), [
      "triage",
      "day.jsonl",
      "--since",
      "2026-11-15",
    ]);
    expect(stderr).toContain(
      "5 sessions began before and were left out. 20 sessions without a time counted.",
    );
    expect(stdout).toContain("15 of 25 sessions failed");
  });

  test.each([
    ["--since", "2026-02-30"],
    ["--since", "yesterday"],
    ["--mode", "bad-mood"],
    ["--cases", "0"],
  ])("refuses %s %s", async (option, value) => {
    const { exitCode } = await tracegate(aFolder(), ["triage", "day.jsonl", option, value]);
    expect(exitCode).toBe(2);
  });
});

describe("tracegate triage --propose", () => {
  test("writes sessions of a cluster as proposed cases, and no file twice", async () => {
    const shop = aShop();
    writeFileSync(
      join(shop, "day.jsonl"),
      production()
        .map((one) => `${JSON.stringify(one)}\n`)
        .join(""),
    );
    const before = readdirSync(join(shop, "datasets/support/cases"));
    const argv = ["triage", "day.jsonl", "--propose", "1", "--cases", "3"];
    const first = await tracegate(shop, argv);
    expect(first.stderr).toContain("Proposed 3 cases");
    const fresh = readdirSync(join(shop, "datasets/support/cases")).filter(
      (name) => !before.includes(name),
    );
    expect(fresh).toHaveLength(3);
    const text = readFileSync(join(shop, "datasets/support/cases", fresh[0] ?? ""), "utf8");
    expect(text).toContain("status: proposed");
    expect(text).toContain("failureMode: tool-use");
    expect(text).not.toMatch(/(?:ada|ben|cleo)@example/);
    expect((await tracegate(shop, ["validate"])).exitCode).toBe(0);
    const again = await tracegate(shop, argv);
    expect(again.stderr).toContain("Proposed 0 cases (3 sessions are cases already)");
  });

  test("says which clusters there are where one is not, and what is needed where there is no project", async () => {
    const shop = aShop();
    writeFileSync(
      join(shop, "day.jsonl"),
      production()
        .map((one) => `${JSON.stringify(one)}\n`)
        .join(""),
    );
    const unknown = await tracegate(shop, ["triage", "day.jsonl", "--propose", "9"]);
    expect(unknown).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("There is no cluster 9; there are 1 (c"),
    });
    const nowhere = await tracegate(aFolder(), ["triage", "day.jsonl", "--propose", "1"]);
    expect(nowhere).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("There is no project in"),
    });
  });
});

describe("tracegate triage --open-issues", () => {
  test("writes one issue a cluster that the bot reads as a report, with its sessions attached", async () => {
    const folder = aFolder();
    const { exitCode } = await tracegate(folder, ["triage", "day.jsonl", "--open-issues"]);
    expect(exitCode).toBe(0);
    const { queue } = triageIn(folder);
    for (const { id, sessions } of queue) {
      const body = readFileSync(join(folder, ".tracegate/issues", `${id}.md`), "utf8");
      expect(body.startsWith(`<!-- tracegate:cluster ${id} -->\n`)).toBe(true);
      const { fields, kind, isAmbiguous } = parseIssueForm(body);
      expect({ kind, isAmbiguous }).toEqual({ kind: "whole", isAmbiguous: false });
      expect(fields.wrong).toContain(`${sessions.length} sessions, 50 % of all failures.`);
      const traces = fields.trace.split("\n").filter((line) => line.startsWith("{"));
      expect(traces.map((line) => JSON.parse(line).id)).toEqual(sessions.slice(0, 3));
      expect(body).not.toMatch(/(?:ada|ben|cleo)@example/);
    }
    expect(readFileSync(join(folder, ".tracegate/.gitignore"), "utf8")).toContain("/issues/");
  });

  test("files them on GitHub once, and later runs update the counts and nothing that people wrote", async () => {
    const github = await startGitHub();
    onTestFinished(() => github.close());
    const env = {
      GITHUB_TOKEN: github.token({ issues: "write" }),
      GITHUB_REPOSITORY: github.repository,
      GITHUB_API_URL: github.url,
    };
    const args = ["triage", "day.jsonl", "--open-issues", "--against", ".tracegate/triage.json"];
    const folder = aFolder();
    await tracegate(folder, ["triage", "day.jsonl"]);
    expect((await tracegate(folder, args, { env })).exitCode).toBe(0);
    const list = `/repos/${github.repository}/issues?state=all`;
    const filed = await github.look<{ number: number; body: string; title: string }[]>(list);
    expect(filed).toHaveLength(2);
    for (const { title, body } of filed) {
      expect(title).toMatch(/^\[agent\] /);
      expect(body).toContain("10 sessions, 50 % of all failures");
    }
    const grown = production();
    const [claim] = grown.filter(({ id }) => id === "claim-ada");
    const more = [
      ...grown,
      ...(claim === undefined ? [] : [{ ...claim, id: "claim-kim", reward: 0 }]),
    ];
    writeFileSync(
      join(folder, "day.jsonl"),
      more.map((one) => `${JSON.stringify(one)}\n`).join(""),
    );
    const [first] = filed;
    const noted = `${first?.body}\nMaria: we are on it.`;
    await github.seed.editIssue(first?.number ?? 0, { body: noted });
    expect((await tracegate(folder, args, { env })).exitCode).toBe(0);
    const after = await github.look<{ number: number; body: string }[]>(list);
    expect(after).toHaveLength(2);
    expect(after.map(({ body }) => body).join()).toContain("11 sessions, 52 % of all failures");
    expect(after.find(({ number }) => number === first?.number)?.body).toContain(
      "Maria: we are on it.",
    );
  });

  test("needs to know where they are filed before it reads anything", async () => {
    const env = { GITHUB_TOKEN: "t".repeat(20) };
    const { exitCode, stderr } = await tracegate(
      aFolder(),
      ["triage", "day.jsonl", "--open-issues"],
      { env },
    );
    expect(exitCode).toBe(2);
    expect(stderr).toContain("--repo owner/name");
  });
});

test("a configuration with a misspelt axis is refused with its place", async () => {
  const shop = aShop();
  writeFileSync(join(shop, "day.jsonl"), `${JSON.stringify(production()[0])}\n`);
  const config = readFileSync(join(shop, "tracegate.yaml"), "utf8");
  writeFileSync(join(shop, "tracegate.yaml"), `${config}\ntriage: { weights: { txt: 1 } }\n`);
  const { exitCode, stderr } = await tracegate(shop, ["triage", "day.jsonl"]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("txt");
  expect(existsSync(join(shop, ".tracegate/triage.json"))).toBe(false);
});

const paid = (total: number, id: string): Session => ({
  ...oneTurn(
    "Total of W44710?",
    [called("get_order", { id: "W44710" }, { total })],
    `It is $${total}.`,
  ),
  id,
});

describe("tracegate blame", () => {
  test("prints the way of the wrong fact from step to step", async () => {
    const { exitCode, stdout } = await tracegate(aFolder(), [
      "blame",
      "day.jsonl",
      "--session",
      "claim-ada",
    ]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("▶ turn 1, step 1  a claim after an empty search");
    expect(stdout).toContain("The way of “31”:");
    expect(stdout).toContain("  1.2    reply       The late fee is 31 crowns.");
  });

  test("holds a session against a reference, and prints all as JSON", async () => {
    const folder = aFolder([paid(71.5, "wrong")]);
    writeFileSync(join(folder, "right.json"), JSON.stringify(paid(17.5, "right")));
    const argv = ["blame", "day.jsonl", "--reference", "right.json", "--json"];
    const { stdout } = await tracegate(folder, argv);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: "tracegate.blame/1",
      session: "wrong",
      heldAgainst: { reference: true, siblings: 0 },
      blame: { at: { turn: 1, step: 1 }, kind: "tool-output-wrong", tier: "exact-fact" },
      facts: expect.arrayContaining([
        expect.objectContaining({
          text: "$71.5",
          support: "tool-result",
          from: { turn: 1, step: 1 },
        }),
      ]),
    });
  });

  test("says so where files of siblings hold none", async () => {
    const folder = aFolder([{ ...oneTurn("Hi", [], "Hi."), id: "only" }]);
    const { exitCode, stderr } = await tracegate(folder, [
      "blame",
      "day.jsonl",
      "--siblings",
      "day.jsonl",
    ]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("no other run of the case stands there");
  });
});

test("tracegate coverage tells the topics that no case is near", async () => {
  const shop = aShop();
  writeFileSync(
    join(shop, "day.jsonl"),
    production()
      .map((one) => `${JSON.stringify(one)}\n`)
      .join(""),
  );
  const { exitCode, stdout } = await tracegate(shop, ["coverage", "day.jsonl", "--json"]);
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    schema: "tracegate.coverage/1",
    sessions: 30,
    cases: 2,
  });
  const none = await tracegate(aFolder(), ["coverage", "day.jsonl"]);
  expect(none.exitCode).toBe(2);
});
