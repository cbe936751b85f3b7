import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCassette, renderCassette } from "../../../src/core/replay/cassette.ts";
import type { JsonObject } from "../../../src/core/trace/json.ts";
import { aCassette, asks, callsSearch, readBack, saysLateFee } from "../../support/cassettes.ts";

const first = asks("Is there a late fee?");

function more(messages: readonly JsonObject[]): JsonObject {
  const { messages: before, ...rest } = first;
  return { ...rest, messages: [...(Array.isArray(before) ? before : []), ...messages] };
}

const reply = { role: "assistant", content: "There is none." };
const thanks = { role: "user", content: "Thank you." };

describe("a cassette's file", () => {
  test("is the cassette, read back", () => {
    const cassette = aCassette(
      [first, callsSearch("late fee")],
      [more([reply, thanks]), saysLateFee("Welcome.")],
      [more([reply]), saysLateFee("Hm.")],
      [{ ...more([reply, thanks]), model: "gpt-5" }, saysLateFee("Bye.")],
    );
    expect(readBack(renderCassette(cassette))).toEqual(cassette);
  });

  test("tells what was said before once, so that it can be reviewed", () => {
    const text = renderCassette(
      aCassette([first, saysLateFee("None.")], [more([reply, thanks]), saysLateFee("Welcome.")]),
    );
    expect(text.match(/the desk of a gift shop/g)).toHaveLength(1);
    expect(JSON.parse(text)).toMatchObject({
      schema: "tracegate.cassette/1",
      calls: [{ path: "/chat/completions" }, { continues: 1, adds: [reply, thanks] }],
    });
    expect(text.endsWith("}\n")).toBe(true);
  });

  test("keeps any order and number of equal starts", () => {
    const said = fc.array(fc.constantFrom("late fee", "lost parcel"), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.array(said, { minLength: 1, maxLength: 8 }), (requests) => {
        const cassette = aCassette(
          ...requests.map((texts): [JsonObject, JsonObject] => [
            { model: "m", messages: texts.map((content) => ({ role: "user", content })) },
            saysLateFee("None."),
          ]),
        );
        expect(readBack(renderCassette(cassette))).toEqual(cassette);
      }),
    );
  });
});

const answer = { status: 200, body: {} };

function written(...calls: readonly object[]): string {
  return JSON.stringify({ schema: "tracegate.cassette/1", calls });
}

describe("a file that is no cassette is one problem with its place", () => {
  test.each([
    ["cut off", written().slice(0, 20), undefined],
    ["another schema", JSON.stringify({ schema: "tracegate.cassette/2", calls: [] }), "schema"],
    ["empty", written(), "calls"],
    ["without an answer", written({ path: "/responses", request: {} }), "calls.0.answer"],
    ["with no path", written({ path: "responses", request: {}, answer }), "calls.0.path"],
    [
      "with an answer that says to try again",
      written({ path: "/responses", request: {}, answer: { ...answer, status: 503 } }),
      "calls.0.answer.status",
    ],
    ["with half a request", written({ path: "/responses", adds: [], answer }), "calls.0"],
    [
      "with a request twice",
      written({ path: "/responses", request: {}, adds: [], answer }),
      "calls.0",
    ],
    [
      "that goes on from itself",
      written({ path: "/responses", continues: 1, adds: [], answer }),
      "calls.0",
    ],
    [
      "that goes on from what says nothing",
      written({ path: "/x", request: {}, answer }, { path: "/x", continues: 1, adds: [], answer }),
      "calls.1",
    ],
    [
      "with a field of somebody else",
      written({ path: "/x", request: {}, answer, by: 1 }),
      "calls.0",
    ],
  ])("%s", (_, text, path) => {
    const reading = parseCassette(text, "datasets/support/cassettes/late-fee.json");
    expect(reading).toMatchObject({
      kind: "problem",
      problem: {
        code: "CASSETTE_INVALID",
        file: "datasets/support/cassettes/late-fee.json",
        ...(path !== undefined && { path }),
      },
    });
  });

  test("one that nests deeper than any honest log", () => {
    const deep = `${"[".repeat(70)}${"]".repeat(70)}`;
    const text = written({ path: "/x", request: {}, answer }).replace(
      '"body":{}',
      `"body":${deep}`,
    );
    expect(parseCassette(text, "late-fee.json").kind).toBe("problem");
  });
});
