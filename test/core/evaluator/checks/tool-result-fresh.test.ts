import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../../../src/core/trace/json.ts";
import { answerOf, aSession, aTurn, called, oneTurn, resultOf } from "../../../support/sessions.ts";

const of = (step: ReturnType<typeof called>) => oneTurn("Where is it?", [step], "Lost.");

const lookup = (result: JsonValue) => of(called("lookup_order", {}, result));

describe("tool-result-fresh", () => {
  const now = Date.UTC(2026, 9, 2, 12);
  const parameters = { tool: "lookup_order", path: "at", maxAgeMinutes: 60 };
  const at = (value: JsonValue) =>
    of({ ...called("lookup_order", {}, { at: value }), startedAtMs: now });

  test.each<[JsonValue, string]>([
    ["2026-10-02T11:30:00Z", "pass"],
    ["2026-10-02T13:30:00+02:00", "pass"],
    ["2026-10-02T10:30:00Z", "fail"],
    ["2026-10-02", "pass"],
    ["2026-10-01", "fail"],
    ["2026-02-31", "fail"],
    ["yesterday", "fail"],
    [now, "pass"],
    [now / 1000 - 3601, "fail"],
    [now - 60 * 60_000, "pass"],
    [now - 60 * 60_000 - 1, "fail"],
    [now + 5 * 60_000, "pass"],
    [now + 5 * 60_000 + 1, "fail"],
    ["2026-10-02T12:04:00Z", "pass"],
    ["2026-10-02T12:06:00Z", "fail"],
    ["2126-10-02T12:00:00Z", "fail"],
    ["2026-10-03T02:04:00", "pass"],
    ["2026-10-03T02:06:00", "fail"],
    ["2026-10-03", "pass"],
    ["2026-10-04", "fail"],
    ["2026-10-02T24:00:00Z", "fail"],
    ["2026-10-02T12:60:00Z", "fail"],
    ["2026-10-02T12:04:59.999Z", "pass"],
    ["2026-10-02T12:05:00.5Z", "fail"],
    ["2026-10-02T12:05:00,000Z", "pass"],
    ["2026-10-02T16:30:00+05:30", "pass"],
    ["2026-10-02T16:29:59+05:30", "fail"],
    ["2026-10-02T07:35:00-0430", "pass"],
    ["2026-10-02T07:35:01-0430", "fail"],
    [String(now / 1000 - 3600), "pass"],
    [String(now - 3_600_001), "fail"],
    [1e8 - 1, "fail"],
    [-5, "fail"],
    [null, "fail"],
  ])("%j: %s", (value, expected) => {
    expect(resultOf("tool-result-fresh", parameters, at(value))).toBe(expected);
  });

  test.each([
    ["2026-10-02T10:00:01Z", "119 minutes before"],
    ["2026-10-02T10:00:00Z", "2 hours before"],
    ["2026-09-30T12:00:01Z", "47 hours before"],
    ["2026-09-30T12:00:00Z", "2 days before"],
    ["2020-01-01", "2465 days before"],
    ["2026-10-02T12:59:00Z", "59 minutes after"],
  ])("%s lies %s the call", (value, words) => {
    const answer = answerOf("tool-result-fresh", parameters, at(value));
    expect(answer).toMatchObject({ explanation: expect.stringContaining(`${words} the call`) });
  });

  test("one minute is one", () => {
    expect(
      answerOf("tool-result-fresh", { ...parameters, maxAgeMinutes: 1 }, at(now - 90_000)),
    ).toMatchObject({ explanation: expect.stringContaining(", 1 minute before the call") });
  });

  test("says how far a time lies from the call", () => {
    expect(answerOf("tool-result-fresh", parameters, at("2026-10-02T10:30:00Z"))).toMatchObject({
      explanation:
        'A result of `lookup_order` is not as asked: `at` is "2026-10-02T10:30:00Z", 90 minutes before the call and more than 60 minutes.',
    });
    expect(answerOf("tool-result-fresh", parameters, at("2026-10-02T13:30:00Z"))).toMatchObject({
      explanation:
        'A result of `lookup_order` is not as asked: `at` is "2026-10-02T13:30:00Z", which is 90 minutes after the call.',
    });
  });

  test("a call without a time was made when its turn began", () => {
    const call = called("lookup_order", {}, { at: "2026-10-02T11:30:00Z" });
    const since = (startedAtMs: number) =>
      aSession([{ ...aTurn("Where is it?", [call], "Lost."), startedAtMs }]);
    expect(resultOf("tool-result-fresh", parameters, since(now))).toBe("pass");
    expect(resultOf("tool-result-fresh", parameters, since(now + 3_600_000))).toBe("fail");
  });

  test("is unscored where no time was captured", () => {
    expect(resultOf("tool-result-fresh", parameters, lookup({ at: "2026-10-02" }))).toBe(
      "unscored",
    );
  });
});
