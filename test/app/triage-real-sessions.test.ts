import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { triageSessions } from "../../src/app/triage-sessions.ts";
import { composeSessionSource } from "../../src/compose/compose-session-source.ts";

const airline = "../shared/data/tau-airline-gpt4o/gpt-4o-airline.tasks-00-24.json";

test.skipIf(!existsSync(airline))(
  "a hundred real sessions (needs ../shared/data): 72 fail, every failing one in the queue once",
  async () => {
    const { triage, duplicates } = await triageSessions({
      files: [airline],
      source: composeSessionSource(process.cwd(), { format: "auto" }),
      floors: new Map(),
      known: [],
      signal: new AbortController().signal,
    });
    expect(triage).toMatchObject({ sessions: 100, failing: 72 });
    expect(duplicates).toBe(0);
    const listed = triage.queue.flatMap(({ sessions }) => sessions);
    expect(new Set([...listed, ...triage.unclustered]).size).toBe(72);
  },
);

test("files without a session are an error, not an empty queue", async () => {
  await expect(
    triageSessions({
      files: ["package.json"],
      source: composeSessionSource(process.cwd(), { format: "auto" }),
      floors: new Map(),
      known: [],
      signal: new AbortController().signal,
    }),
  ).rejects.toMatchObject({ code: expect.stringMatching(/^(?:SESSIONS_NONE|FORMAT_UNKNOWN)$/) });
});
