import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { commandTable } from "../../src/core/report/intake/command-answer.ts";
import { repository } from "../support/cruise.ts";

test("the page about the bot lists the commands that are understood", () => {
  const page = readFileSync(`${repository}docs/bot.md`, "utf8");
  const [, table] = /<!-- commands -->\n([^]*)\n<!-- \/commands -->/.exec(page) ?? [];
  expect(table?.split("\n")).toEqual(commandTable());
});
