import { expect, test } from "vitest";
import { fixtureValues, importValue, importValues } from "../../../../support/import-files.ts";

test("a session as we write it is read as it was", () => {
  const values = fixtureValues("session.json");
  expect(importValues([values]).sessions).toEqual(values);
  expect(importValue(values).sessions).toEqual(values);
});

test("a line of a journal gives the session of its run", () => {
  const session = { id: "late-fee.0", turns: [] };
  const line = {
    caseId: "late-fee",
    runIndex: 0,
    outcome: "completed",
    durationMs: 1,
    session,
    verdicts: [],
  };
  const header = { schema: "tracegate.experiment/1", planned: 1 };
  const { sessions, dropped } = importValues([[header, line]]);
  expect({ sessions, dropped }).toEqual({ sessions: [session], dropped: [] });
});

test("what is no session of ours is named to the field", () => {
  const { sessions, dropped } = importValue({
    id: "a",
    reward: 2,
    turns: [{ user: "Hi", steps: [{ kind: "tool", name: "x", status: "maybe" }] }],
  });
  expect(sessions).toEqual([]);
  expect(dropped.map(({ path }) => path)).toEqual(["/turns/0/steps/0/status", "/reward"]);
});
