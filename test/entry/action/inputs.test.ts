import { describe, expect, test } from "vitest";
import { parseInputs } from "../../../src/action/inputs.ts";
import { shopRepository } from "../../support/action/shop-repository.ts";
import { pullRequestEvent } from "../../support/runner/events.ts";
import { agentModule } from "../../support/shop.ts";

const wrong: readonly (readonly [string, string, RegExp])[] = [
  ["mode", "both", /`mode` is "both"\.\nFix: Give one of `run`, `gate`, `run-and-gate`/],
  ["mode", "Gate", /`mode` is "Gate"/],
  ["root", "/etc", /`root` is "\/etc"\.\nFix: Give a path below the workspace/],
  ["root", "../other", /`root`/],
  ["root", "a/../../b", /`root`/],
  ["config", "..", /`config`/],
  ["config", "C:\\tracegate.yaml", /`config`/],
  ["results", "/tmp", /`results`/],
  ["results", "a/b/..", /`results`/],
  ["comment", "yes", /`comment` is "yes"\.\nFix: Give `true` or `false`/],
  ["comment", "0", /`comment`/],
  ["judge-cache", "no", /`judge-cache` is "no"\.\nFix: Give `true` or `false`/],
  ["comment-author", "a b", /`comment-author`/],
  ["comment-author", "<!-- x -->", /`comment-author`/],
  ["comment-author", "-lee", /`comment-author`/],
  ["github-token", "", /needs a token, and the input `github-token` is empty/],
  ["github-token", "ghs_a\nghs_b", /holds characters that no token has/],
];

describe("an input that cannot be is an error, and nothing is run", () => {
  test.each(wrong)("%s: %o", async (name, value, why) => {
    const shop = await shopRepository();
    const change = { "agent.mjs": agentModule("honest").replace("{", "{ process.exit(9);") };
    const pull = await shop.pull(change);
    const event = await pullRequestEvent(shop.github, pull);
    const result = await shop.step({
      event,
      cwd: shop.checkout(change),
      inputs: { [name]: value },
    });
    expect(result).toMatchObject({
      exitCode: 1,
      conclusion: "failure",
      outputs: { decision: "undetermined" },
    });
    expect(result.annotations).toMatchObject([
      { level: "error", message: expect.stringMatching(why) },
    ]);
    expect(result.summary).toMatch(/INPUT_INVALID|TOKEN_MISSING|TOKEN_INVALID/);
    expect(shop.github.requests).toEqual([]);
  });
});

const token = "ghs_late_fee";
const read =
  (given: Readonly<Record<string, string>>) =>
  (name: string): string =>
    ({ "github-token": token, ...given })[name] ?? "";

describe("inputs", () => {
  test("have defaults, as `action.yml` has them", () => {
    expect(parseInputs(read({}))).toEqual({
      mode: "run-and-gate",
      root: ".",
      config: "tracegate.yaml",
      results: ".tracegate/action",
      token,
      mayComment: true,
      carriesAnswers: true,
    });
  });

  test.each([
    ["./agents/support/", "agents/support"],
    ["agents//support", "agents/support"],
    ["./", "."],
    ["agents/..support", "agents/..support"],
    ["Agents mit Leerzeichen/ä", "Agents mit Leerzeichen/ä"],
  ])("the path %o is %o", (given, path) => {
    expect(parseInputs(read({ root: given })).root).toBe(path);
  });

  test.each([
    ["true", true],
    ["True", true],
    ["FALSE", false],
  ])("`comment: %s` is understood as YAML does", (comment, mayComment) => {
    expect(parseInputs(read({ comment })).mayComment).toBe(mayComment);
  });

  test("`judge-cache: false` leaves judges' answers in the job", () => {
    expect(parseInputs(read({ "judge-cache": "false" })).carriesAnswers).toBeUndefined();
  });

  test.each(["lee", "acme-gate[bot]", "octo_corp"])("%s may be an author", (author) => {
    expect(parseInputs(read({ "comment-author": author })).commentAuthor).toBe(author);
  });

  test("`mode: run` holds no token, whatever it is given", () => {
    expect(parseInputs(read({ mode: "run" })).token).toBe("");
  });
});
