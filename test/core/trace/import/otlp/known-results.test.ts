import { describe, expect, test } from "vitest";
import {
  knownResult,
  rememberResult,
} from "../../../../../src/core/trace/import/otlp/known-results.ts";
import type { JsonValue } from "../../../../../src/core/trace/json.ts";

function told(callId: string, text: string): JsonValue {
  const value: JsonValue = JSON.parse(text);
  rememberResult(callId, text, value);
  return value;
}

describe("a result that the span of a tool told", () => {
  const text = '{"fees":[{"id":"f-1","due":4.5,"paid":false,"note":null},[]],"more":{}}';

  test("is the same object where a message tells it again, as text or as a value", () => {
    const value = told("fees-1", text);
    expect(knownResult("fees-1", text)).toBe(value);
    expect(knownResult("fees-1", JSON.parse(text))).toBe(value);
  });

  test("is another where anything differs, be it the order of keys", () => {
    told("fees-2", text);
    const others = [
      text.replace("4.5", "4.6"),
      text.replace("[]", "{}"),
      text.replace("{}", "[]"),
      text.replace("{}", "null"),
      text.replace("null", "{}"),
      text.replace("false", '"false"'),
      text.replace(',"note":null', ""),
      text.replace(',"note":null', ',"note":null,"by":"mail"'),
      text.replace(",[]", ""),
      '{"more":{},"fees":[{"id":"f-1","due":4.5,"paid":false,"note":null},[]]}',
      "[]",
      "7",
    ];
    const same = others.filter((other) => knownResult("fees-2", JSON.parse(other)) !== undefined);
    expect(same).toEqual([]);
    expect(knownResult("fees-2", `${text} `)).toBeUndefined();
    expect(knownResult("fees-3", text)).toBeUndefined();
  });

  test("is not made up where a message says null, which is no result", () => {
    told("fees-4", "null");
    expect(knownResult("fees-4", null)).toBeUndefined();
  });

  test("is not kept where it is a megabyte, or long ago", () => {
    const long = JSON.stringify("late fee ".repeat(100_000));
    told("fees-5", long);
    expect(knownResult("fees-5", long)).toBeUndefined();
    told("fees-6", text);
    for (let index = 0; index < 200; index += 1) told(`other-${index}`, text);
    expect(knownResult("fees-6", text)).toBeUndefined();
  });
});
