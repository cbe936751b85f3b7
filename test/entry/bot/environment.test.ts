import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { Lanes } from "../../../src/bot/lanes.ts";
import { probotLog } from "../../../src/bot/probot-log.ts";
import { readActionEnvironment } from "../../../src/bot/read-action-environment.ts";
import { readEnvironment } from "../../../src/bot/read-environment.ts";

const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 1024,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const server = {
  APP_ID: "4471",
  PRIVATE_KEY: privateKey,
  WEBHOOK_SECRET: "a secret of some length",
};

describe("the environment of a server", () => {
  test("says who the App is; a key may be base64", () => {
    const plain = readEnvironment(server);
    expect(plain).toMatchObject({ appId: 4471, privateKey, port: 3000 });
    const PRIVATE_KEY = Buffer.from(privateKey).toString("base64");
    expect(readEnvironment({ ...server, PRIVATE_KEY }).privateKey).toBe(privateKey);
    expect(
      readEnvironment({ ...server, TRACEGATE_ROOT: "./agents/shop/" }).settings.place.folder,
    ).toBe("agents/shop");
  });

  test("takes an empty variable for one that is left out", () => {
    const names = ["PORT", "HOST", "GITHUB_API_URL", "TRACEGATE_CONFIG", "TRACEGATE_SURROGATE_KEY"];
    const empty = Object.fromEntries(names.map((name) => [name, ""]));
    const { environment: _, ...settings } = readEnvironment({ ...server, ...empty }).settings;
    const { environment: _usual, ...usual } = readEnvironment(server).settings;
    expect(settings).toEqual(usual);
    expect(readEnvironment({ ...server, ...empty })).toMatchObject({ port: 3000, host: "0.0.0.0" });
  });

  test.each([
    ["APP_ID", "shop"],
    ["PRIVATE_KEY", "secret-nonsense"],
    ["WEBHOOK_SECRET", ""],
    ["WEBHOOK_SECRET", "development"],
    ["PORT", "http"],
    ["TRACEGATE_ALERT_SECRET", "short"],
  ])("%s cannot be %j, and its value is in no message", (name, value) => {
    const read = (): unknown => readEnvironment({ ...server, [name]: value });
    expect(read).toThrow(name);
    expect(read).not.toThrow(/secret-nonsense/);
  });
});

describe("the environment of a job", () => {
  const job = {
    "INPUT_GITHUB-TOKEN": "ghs_loop",
    GITHUB_EVENT_NAME: "issues",
    GITHUB_EVENT_PATH: "e.json",
  };

  test("has a token, an event, and what the workflow gives", () => {
    expect(
      readActionEnvironment({ ...job, INPUT_ROOT: ".", "INPUT_COMMENT-AUTHOR": "acme-cases[bot]" }),
    ).toMatchObject({
      event: "issues",
      token: "ghs_loop",
      settings: { author: "acme-cases[bot]", place: { folder: "", configPath: "tracegate.yaml" } },
    });
  });

  test("`pull_request_target` is a pull request's event", () => {
    expect(readActionEnvironment({ ...job, GITHUB_EVENT_NAME: "pull_request_target" }).event).toBe(
      "pull_request",
    );
  });

  test.each([
    { "INPUT_GITHUB-TOKEN": "" },
    { "INPUT_COMMENT-AUTHOR": "@all" },
    { GITHUB_EVENT_PATH: "" },
  ])("not with %j", (wrong) => {
    expect(() => readActionEnvironment({ ...job, ...wrong })).toThrow("missing or cannot be");
  });
});

test("the log holds nothing of an event, and commands no runner", () => {
  const lines: string[] = [];
  const log = probotLog((line) => lines.push(line));
  const error = Object.assign(new Error("::add-mask::x"), {
    event: { payload: { body: "4111 1111" } },
  });
  log.child({ name: "event" }).error(new AggregateError([error]));
  log.error({ err: error, payload: "secret" }, "it failed");
  log.info("nobody reads this");
  expect(lines).toEqual(["error: Error: ::add-mask::x", "error: Error: ::add-mask::x it failed"]);
});

test("work about one thing is done in order, and other work beside it, no more than so much at once", async () => {
  const lanes = new Lanes(2);
  const told: string[] = [];
  let atOnce = 0;
  const work = (name: string) => async (): Promise<void> => {
    atOnce += 1;
    told.push(`${name} of ${atOnce}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
    atOnce -= 1;
  };
  const failed = lanes.run("#1", () => Promise.reject(new Error("no")));
  await expect(failed).rejects.toThrow("no");
  await Promise.all([
    lanes.run("#1", work("a")),
    lanes.run("#1", work("b")),
    lanes.run("#2", work("c")),
    lanes.run("#3", work("d")),
  ]);
  expect(told).toHaveLength(4);
  expect(told.indexOf(told.find((one) => one.startsWith("a")) ?? "")).toBeLessThan(
    told.indexOf(told.find((one) => one.startsWith("b")) ?? ""),
  );
  for (const one of told) expect(Number(one.at(-1))).toBeLessThanOrEqual(2);
});
