import fc from "fast-check";
import { expect, test } from "vitest";
import { valueAtPointer } from "../../../src/core/agent/json-pointer.ts";

/** The examples of RFC 6901, section 5. */
const document = {
  foo: ["bar", "baz"],
  "": 0,
  "a/b": 1,
  "c%d": 2,
  "e^f": 3,
  "g|h": 4,
  "i\\j": 5,
  'k"l': 6,
  " ": 7,
  "m~n": 8,
};

test.each([
  ["", document],
  ["/foo", ["bar", "baz"]],
  ["/foo/0", "bar"],
  ["/", 0],
  ["/a~1b", 1],
  ["/c%d", 2],
  ["/e^f", 3],
  ["/g|h", 4],
  ["/i\\j", 5],
  ['/k"l', 6],
  ["/ ", 7],
  ["/m~0n", 8],
])("%j leads where RFC 6901 says", (pointer, value) => {
  expect(valueAtPointer(document, pointer)).toEqual(value);
});

test.each([
  "/foo/2",
  "/foo/-1",
  "/foo/00",
  "/foo/length",
  "/bar",
  "/foo/0/x",
  "/constructor",
  "/toString",
])("%s leads nowhere", (pointer) => {
  expect(valueAtPointer(document, pointer)).toBeUndefined();
});

test("every key of an object is reached, whatever it holds", () => {
  fc.assert(
    fc.property(fc.string(), (key) => {
      const pointer = `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
      expect(valueAtPointer(Object.fromEntries([[key, "late fee"]]), pointer)).toBe("late fee");
    }),
  );
});
