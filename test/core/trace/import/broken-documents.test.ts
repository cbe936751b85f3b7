import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sessionSchema } from "../../../../src/core/trace/session-schema.ts";
import { changes, withChanges } from "../../../support/broken-documents.ts";
import { exportedDocuments, toldWords } from "../../../support/exported-documents.ts";
import { importValues } from "../../../support/import-files.ts";

const documents = Object.entries(exportedDocuments);
const words = Object.values(toldWords);
/** The same changes each time: that all is told is known of these, and no further ones may fail by chance. */
const seed = 4;

/** Whether a value holds a text, be it inside JSON text. */
function holds(value: unknown, text: string): boolean {
  return JSON.stringify(value).includes(text);
}

function filesOf(value: unknown): readonly (readonly unknown[])[] {
  const files: readonly unknown[] = Array.isArray(value) ? value : [value];
  return files.map((file) => (Array.isArray(file) ? file : [file]));
}

describe("one conversation as each tool exports it", () => {
  test.each(documents)("%s tells all of it and loses nothing", (_, files) => {
    const { sessions, dropped } = importValues(files);
    expect(dropped).toEqual([]);
    expect(sessions).toHaveLength(1);
    expect(sessions[0]?.turns).toMatchObject([{ user: toldWords.asked, reply: toldWords.reply }]);
    expect(sessions[0]?.turns[0]?.steps).toMatchObject([
      { kind: "model" },
      {
        kind: "tool",
        name: "search_policies",
        callId: toldWords.callId,
        arguments: { query: "torn card" },
        result: { rule: toldWords.found },
        status: "ok",
      },
      { kind: "model", text: toldWords.reply },
    ]);
  });

  test.each(documents)(
    "%s with records deleted, doubled, reordered or replaced: what was said is in a session, or a loss is told",
    (_, files) => {
      fc.assert(
        fc.property(changes, (all) => {
          const broken = filesOf(withChanges(files, all));
          const { sessions, dropped } = importValues(broken);
          for (const session of sessions)
            expect(sessionSchema.safeParse(session).error?.issues ?? []).toEqual([]);
          for (const { count, reason } of dropped) {
            expect(count).toBeGreaterThan(0);
            expect(reason).not.toBe("");
          }
          // A call whose id became another is known by its place: the old id is no loss.
          const isKept = all.every(({ how }) => how !== "replace");
          const kept = isKept ? words : words.filter((word) => word !== toldWords.callId);
          const lost = kept.filter((word) => holds(broken, word) && !holds(sessions, word));
          // Either nothing is lost, or something is told.
          expect({ lost, told: lost.length === 0 || dropped.length > 0 }).toEqual({
            lost,
            told: true,
          });
        }),
        { numRuns: 400, seed },
      );
    },
  );
});

describe("parents in any order, in circles and unknown", () => {
  const parentKeys = ["parentSpanId", "parentObservationId", "parent_run_id"];
  const spanFormats = documents.filter(([, files]) =>
    parentKeys.some((key) => holds(files, `"${key}"`)),
  );

  test("are tried for every format that has them", () => {
    expect(spanFormats).toHaveLength(6);
  });

  test.each(spanFormats)("%s keeps all that was said", (name, files) => {
    // What models say inside a tool's span is a sub-agent's: the third span of the AI SDK is that of a tool.
    const digits = name === "AI SDK" ? ["1", "2", "4", "9"] : ["1", "2", "3", "4", "9"];
    const parent = fc.constantFrom(...digits).map((digit) => digit.repeat(16));
    const known = fc.constantFrom("g1", "f1", "g2", "r0", "r1", "r2", "r3", "nobody");
    fc.assert(
      fc.property(fc.array(fc.oneof(parent, known), { minLength: 4, maxLength: 4 }), (parents) => {
        let count = 0;
        const text = JSON.stringify(files, (key, value: unknown) => {
          if (!parentKeys.includes(key)) return value;
          count += 1;
          return parents[count % parents.length];
        });
        const { sessions } = importValues(filesOf(JSON.parse(text)));
        expect(words.filter((word) => !holds(sessions, word))).toEqual([]);
      }),
      { numRuns: 200, seed },
    );
  });
});
