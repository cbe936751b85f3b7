import { describe, expect, test } from "vitest";
import { readSessionFile } from "../../../src/core/dataset/session-file.ts";
import { called, oneTurn } from "../../support/sessions.ts";

const path = "datasets/support/sessions/late-fee.json";

function read(text: string) {
  return readSessionFile({ kind: "text", path, text });
}

describe("a session's file", () => {
  test("is read as the journal writes it, and loses no digit", () => {
    const session = oneTurn("Hello", [called("pay", { account: "12345678901234567890" }, "paid")]);
    const text = JSON.stringify(session).replace('"12345678901234567890"', "12345678901234567890");
    expect(read(text)).toEqual({ kind: "session", session });
  });

  test.each([
    ["no JSON", "{", "SESSION_NOT_JSON", "is no JSON"],
    ["nothing", "", "SESSION_NOT_JSON", "is no JSON"],
    ["too deep to parse", "[".repeat(200_000), "SESSION_NOT_JSON", "is no JSON"],
    ["a list of sessions", "[]", "SESSION_INVALID", "is no session: "],
    ["no turns", '{"id":"s"}', "SESSION_INVALID", "`/turns`: "],
    [
      "a step of another kind",
      '{"id":"s","turns":[{"user":"","steps":[{"kind":"think"}]}]}',
      "SESSION_INVALID",
      "`/turns/0/steps/0/kind`: ",
    ],
  ])("that holds %s is refused, with the place", (_, text, code, message) => {
    expect(read(text)).toMatchObject({
      kind: "wrong",
      code,
      message: expect.stringContaining(message),
      expected: expect.stringContaining("one session as JSON"),
    });
  });

  test.each([
    ["missing", "SESSION_MISSING"],
    ["too-large", "SESSION_TOO_LARGE"],
    ["not-utf8", "FILE_NOT_UTF8"],
    ["leaves-project", "FILE_OUTSIDE"],
    ["denied", "FILE_UNREADABLE"],
  ] as const)("that is %s is named", (reason, code) => {
    expect(readSessionFile({ kind: "unreadable", path, reason })).toMatchObject({
      kind: "wrong",
      code,
      message: expect.stringContaining(path),
    });
  });
});
