import { describe, expect, test } from "vitest";
import type { Session, ToolStep } from "../../../src/core/trace/session.ts";
import {
  countFound,
  emptyRetrievals,
  isEmptyResult,
  isRetrievalTool,
} from "../../../src/core/trace/tool-result.ts";
import { cpuMs } from "../../support/cpu-ms.ts";

test.each([
  [""],
  ["  \n"],
  [null],
  [[]],
  [{}],
  [{ documents: [] }],
  [{ query: "late fee", total: 0, documents: [] }],
  [{ query: "late fee", count: 0 }],
  [{ totalResults: 0 }],
  ["No results found."],
  ["no documents"],
])("%j holds nothing", (result) => {
  expect(isEmptyResult(result)).toBe(true);
});

test.each([
  [undefined],
  [0],
  [false],
  ["0"],
  [[[]]],
  [{ documents: [{}] }],
  [{ order: "A-17", items: [] }],
  [{ order: "A-17", total: 0 }],
  [{ count: 2 }],
  [{ success: true }],
  ["No results found for late fee, but see lost items."],
])("%j is not known to hold nothing", (result) => {
  expect(isEmptyResult(result)).toBe(false);
});

test("a megabyte of white space is read at once", () => {
  const spent = cpuMs(() => {
    expect(isEmptyResult(`${" ".repeat(1_000_000)}x`)).toBe(false);
  });
  expect(spent).toBeLessThan(2_000);
});

test("an order's own items are not what a search found", () => {
  expect(countFound({ order: "A-17", items: [1, 2] })).toBeUndefined();
  expect(countFound({ count: 2, items: [1, 2] })).toEqual({ count: 2, one: "item", many: "items" });
});

test.each([["search_policies"], ["kb-search"], ["getOrderDetails"], ["policy.lookup"], ["find"]])(
  "%s looks something up",
  (name) => {
    expect(isRetrievalTool(name)).toBe(true);
  },
);

test.each([
  ["think"],
  ["research"],
  ["cancel_order"],
  ["add_to_list"],
  ["update_search_index"],
  [""],
])("%s does not look anything up", (name) => {
  expect(isRetrievalTool(name)).toBe(false);
});

const tool = (name: string, rest: Partial<ToolStep> = {}): ToolStep => ({
  kind: "tool",
  name,
  status: "ok",
  ...rest,
});

describe("empty retrievals", () => {
  const session: Session = {
    id: "gift-card",
    turns: [
      { user: "Hello", steps: [] },
      {
        user: "Is it valid?",
        steps: [
          { kind: "model", text: "" },
          tool("think", { result: "" }),
          tool("search_policies", { result: [] }),
          tool("search_policies", { result: ["3 years"] }),
          tool("search_policies", { status: "pending" }),
          tool("search_policies", { status: "error", result: "" }),
          tool("search_policies"),
        ],
      },
    ],
  };

  test("are searches that answered and found nothing, not `think`", () => {
    expect(emptyRetrievals(session).map(({ ref }) => ref)).toEqual([{ turn: 2, step: 3 }]);
  });

  test("are those of the named tools where tools are named", () => {
    expect(emptyRetrievals(session, ["think"]).map(({ ref }) => ref)).toEqual([
      { turn: 2, step: 2 },
    ]);
  });
});
