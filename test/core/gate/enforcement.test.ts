import { expect, test } from "vitest";
import { enforcementOn } from "../../../src/core/gate/enforcement.ts";

const until = "2027-01-15";
const shown = { kind: "shown-only", until };
const enforced = { kind: "enforced" };

test.each([
  ["2027-01-14", shown],
  ["2027-01-15", enforced],
  ["2027-01-16", enforced],
  ["2026-12-31", shown],
  ["2027-10-01", enforced],
])("on %s a gate that blocks from 2027-01-15 on", (today, expected) => {
  expect(enforcementOn({ until }, today)).toEqual(expected);
});

test("without a day it blocks", () => {
  expect(enforcementOn(true, "2026-01-01")).toEqual(enforced);
});
