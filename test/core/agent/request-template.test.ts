import fc from "fast-check";
import { expect, test } from "vitest";
import {
  fillBody,
  fillText,
  type RequestValues,
  unknownPlaceholders,
  usesPlaceholder,
} from "../../../src/core/agent/request-template.ts";

const values: RequestValues = {
  message: "Is there a late fee?",
  history: [{ role: "user", content: "Hi" }],
  messages: [],
  turn: 2,
  session: "late-fee.0",
  agentSession: "",
  seed: "late-fee#0",
  modelBaseUrl: "",
};

test("a text that is one placeholder becomes the value, any other holds it as text", () => {
  expect(
    fillBody(
      {
        history: "{{history}}",
        turn: " {{ turn }} ",
        text: "{{session}}: {{message}}",
        n: [1, true, null, "{{turn}}."],
      },
      values,
    ),
  ).toEqual({
    history: [{ role: "user", content: "Hi" }],
    turn: 2,
    text: "late-fee.0: Is there a late fee?",
    n: [1, true, null, "2."],
  });
});

test("what a user says is never read as a template, and never leaves its place in an address", () => {
  fc.assert(
    fc.property(fc.string(), (message) => {
      const said = { ...values, message };
      expect(fillBody({ text: "{{message}}" }, said)).toEqual({ text: message });
      expect(fillBody("x {{message}}", said)).toBe(`x ${message}`);
      const wellFormed = { ...values, message: message.toWellFormed() };
      const url = new URL(
        fillText("http://h/ask?q={{message}}&n=1", wellFormed, encodeURIComponent),
      );
      expect([...url.searchParams]).toEqual([
        ["q", wellFormed.message],
        ["n", "1"],
      ]);
    }),
  );
  expect(fillBody("{{message}}", { ...values, message: "{{session}} $& {{seed}}" })).toBe(
    "{{session}} $& {{seed}}",
  );
});

test("names that stand for nothing are found, each once", () => {
  expect(
    unknownPlaceholders({ a: ["{{mesage}}", "{{message}}"], "{{b}}": "{{mesage}} {{}}" }),
  ).toEqual(["mesage", "b", ""]);
  expect(usesPlaceholder({ chat: "x{{agentSession}}" }, "agentSession")).toBe(true);
  expect(usesPlaceholder({ chat: "{{session}}" }, "agentSession")).toBe(false);
});
