import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { triageSessions } from "../../../src/app/triage/triage-sessions.ts";
import { composeSessionSource } from "../../../src/compose/compose-session-source.ts";
import { parseTriage } from "../../../src/core/cluster/triage-file.ts";
import { emptyRetrievals } from "../../../src/core/trace/tool-result.ts";
import { triageOf } from "../../support/triage.ts";

const airline = "../shared/data/tau-airline-gpt4o/gpt-4o-airline.tasks-00-24.json";
const files = composeSessionSource(process.cwd(), { format: "auto" });

test.skipIf(!existsSync(airline))(
  "a hundred real sessions (needs ../shared/data): 72 fail, every failing one in the queue once",
  async () => {
    const { triage, duplicates } = await triageSessions(triageOf(files, { files: [airline] }));
    expect(triage).toMatchObject({ sessions: 100, failing: 72 });
    expect(duplicates).toBe(0);
    const listed = triage.queue.flatMap(({ sessions }) => sessions);
    expect(new Set([...listed, ...triage.unclustered]).size).toBe(72);
    expect(triage.failures).toHaveLength(72);
    expect(triage.examples.map(({ id }) => id)).toEqual(
      triage.queue.map(({ representative }) => representative),
    );
    // A group of 58 is cut again: no cluster says of most failures only that they failed.
    expect(triage.queue.map(({ sessions }) => sessions.length)).toEqual([34, 14, 13, 7, 4]);
    // Nothing speaks against a step of a session in which the agent did nothing but talk, or handed over.
    const found = triage.queue.map(({ firstBadStep, path }) => [
      firstBadStep?.kind,
      path.length > 2,
    ]);
    expect(found).toEqual([
      ["missing-write", true],
      ["tool-error", true],
      [undefined, false],
      ["invented", true],
      [undefined, false],
    ]);
    expect(parseTriage(JSON.stringify(triage), "triage.json")).toEqual(triage);
  },
);

test.skipIf(!existsSync(airline))(
  "empty searches of a hundred real sessions (needs ../shared/data) are found, and no thought is one",
  async () => {
    let [found, thoughts] = [0, 0];
    for await (const item of files.read(airline)) {
      if (item.kind !== "session") continue;
      for (const { step } of emptyRetrievals(item.session)) {
        if (step.name === "think") thoughts += 1;
        else found += 1;
        expect(step.result === "[]" || JSON.stringify(step.result) === "[]").toBe(true);
      }
      const empty = item.session.turns
        .flatMap(({ steps }) => steps)
        .filter(
          (step) =>
            step.kind === "tool" &&
            step.name.startsWith("search_") &&
            JSON.stringify(step.result) === "[]",
        );
      found -= empty.length;
    }
    expect({ found, thoughts }).toEqual({ found: 0, thoughts: 0 });
  },
);

test("files without a session are an error, not an empty queue", async () => {
  await expect(triageSessions(triageOf(files, { files: ["package.json"] }))).rejects.toMatchObject({
    code: expect.stringMatching(/^(?:SESSIONS_NONE|FORMAT_UNKNOWN)$/),
  });
});
