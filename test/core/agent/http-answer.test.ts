import fc from "fast-check";
import { expect, test } from "vitest";
import {
  AnswerStream,
  type ReadAnswer,
  readHttpAnswer,
} from "../../../src/core/agent/http-answer.ts";

test("a stream's reply is its pieces in their order, however many there are", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme" })), (pieces) => {
      const stream = new AnswerStream({ reply: "/reply", delta: "/d", done: "[DONE]" });
      for (const d of pieces) expect(stream.add(JSON.stringify({ d }))).toBe("more");
      expect(stream.add("[DONE]")).toBe("over");
      expect(stream.add(JSON.stringify({ d: "late" }))).toBe("over");
      expect(stream.end()).toEqual(
        pieces.length === 0
          ? {
              kind: "refused",
              reason: 'answered without a text at "/reply" (agent.response.reply)',
            }
          : { kind: "answer", answer: { text: pieces.join(""), steps: [] } },
      );
    }),
  );
});

const read = (body: string): ReadAnswer =>
  readHttpAnswer(body, { mapping: { reply: "/reply", finalState: "/state" }, isJson: true });

test("an empty text is a reply; null and nothing are none", () => {
  expect(read(`{"reply":""}`)).toEqual({ kind: "answer", answer: { text: "", steps: [] } });
  for (const body of [`{"reply":null}`, "{}", "[]", "null", `"reply"`])
    expect(read(body).kind).toBe("refused");
});

test("a final state that is null was captured; one that is absent was not", () => {
  expect(read(`{"reply":"x","state":null}`)).toEqual({
    kind: "answer",
    answer: { text: "x", steps: [], finalState: null },
  });
  expect(read(`{"reply":"x"}`)).toEqual({ kind: "answer", answer: { text: "x", steps: [] } });
});
