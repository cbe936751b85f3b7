import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { answerReports } from "../../src/bot/handlers/answer-reports.ts";
import { checkSignOffs } from "../../src/bot/handlers/check-sign-offs.ts";
import { followMerges } from "../../src/bot/handlers/follow-merges.ts";
import { followResults } from "../../src/bot/handlers/follow-results.ts";
import { obeyComments } from "../../src/bot/handlers/obey-comments.ts";
import { takeAlerts } from "../../src/bot/handlers/take-alerts.ts";
import { tellChapters } from "../support/bot/play-chapters.ts";
import { botPermissions } from "../support/bot/start-bot.ts";
import { repository } from "../support/cruise.ts";
import { shaped } from "../support/github/shaped.ts";
import { parseYaml } from "../support/parse-yaml.ts";

type Listened = Readonly<Record<string, { readonly types?: readonly string[] }>>;
const app = shaped<{
  readonly default_events: readonly string[];
  readonly default_permissions: Readonly<Record<string, string>>;
}>(parseYaml(readFileSync(join(repository, "app.yml"), "utf8")));
const workflow = shaped<{
  readonly on: Listened;
  readonly permissions: object;
  readonly jobs: { readonly bot: { readonly permissions: Readonly<Record<string, string>> } };
}>(parseYaml(readFileSync(join(repository, "docs/workflows/bot.yml"), "utf8")));

const handlers = [
  answerReports,
  takeAlerts,
  obeyComments,
  checkSignOffs,
  followMerges,
  followResults,
];
const events = [...new Set(handlers.flatMap((one) => one.events))].toSorted();

test("the App asks for what these tests give it, and to read who may write", () => {
  const asked = Object.entries(app.default_permissions).map(([name, level]) => [
    name.replace("_", "-"),
    level,
  ]);
  expect(Object.fromEntries(asked)).toEqual({ ...botPermissions, metadata: "read" });
});

test("the workflow asks for the same, but for teams, which no job's token sees", () => {
  const { members: _, ...others } = botPermissions;
  expect(workflow.jobs.bot.permissions).toEqual(others);
  expect(workflow.permissions).toEqual({});
});

test("both are told of what the bot listens to, and of nothing else", () => {
  expect(app.default_events.toSorted()).toEqual([
    ...new Set(events.map((event) => event.split(".", 1)[0])),
  ]);
  const told = Object.entries(workflow.on).flatMap(([name, { types = [] }]) =>
    name === "repository_dispatch" ? [name] : types.map((type) => `${name}.${type}`),
  );
  expect(told.toSorted()).toEqual(events);
});

// What is true of teams is in the tests of who may sign.
test.each(["contents", "issues", "pull-requests", "statuses"] as const)(
  "without %s: write the bot cannot do its work",
  async (name) => {
    const told = tellChapters({ ...botPermissions, [name]: "read" });
    await expect(told).rejects.toThrow("it failed three times");
  },
);
